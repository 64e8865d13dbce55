"""Stand-ins: small servers on loopback that answer as other software does, as far as a crawl meets it.

They are no Joomla, no Blogger, no Ghost …: each gives, for articles of our own, the documented answers of that software
(addresses, list pages, pagers, feeds, sitemaps) and nothing else. What a real one does beside that, they cannot show.
"""
