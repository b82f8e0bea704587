-- Whom a mail is about is found by its recipient's address, which nobody writes the same way twice.
create index persons_by_lower_email on views.persons (space, lower(email));
