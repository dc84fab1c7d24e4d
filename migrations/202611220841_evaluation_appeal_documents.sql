-- evaluation: the documents of an objection are kept under its own subject; a list of ids beside them is not needed.
alter table evaluation.appeal drop column attachments;
