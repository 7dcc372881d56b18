-- Never used: words are looked for in the post or in its unit's name, and no index answers an "or" over two tables.
-- Every new post paid for it, and so did every count that found no room beside its post.
drop index post_by_words;

-- Room on its page for the next version of every post, so that a new count touches no index.
alter table post set (fillfactor = 50);
