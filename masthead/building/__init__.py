"""The website: Pelican, files, links, the folder that is put in place when it is whole."""
