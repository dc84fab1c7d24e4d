-- indicators: in which unit a figure was written, since an indicator may be counted in another unit from a version on.
alter table indicators.entered_value
  add column unit text;                     -- null: written before units were kept, in that of the first version
