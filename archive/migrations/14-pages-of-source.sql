-- of pages alone: an index of all addresses was taken in place of the small ones of what is pending or leased
DROP INDEX urls_of_source;
CREATE INDEX urls_pages ON urls(source) WHERE kind = 'page';
