-- from two pieces of a size on, the end of a crawl merges them: each word is looked up in each piece
INSERT INTO articles_fts (articles_fts, rank) VALUES ('usermerge', 2);
