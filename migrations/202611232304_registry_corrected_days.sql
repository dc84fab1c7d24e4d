-- registry, libraries: the day on which a step was taken may have been written down wrongly. It is corrected in its line, and a
-- line of kind change keeps what stood there; nothing else of a line ever changes.
grant update (happened, happened_on) on registry.library_event to lianshu_app;
