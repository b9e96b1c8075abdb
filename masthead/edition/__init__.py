"""The edition that a website is made from: the database on a date, in a language, by a publisher."""
