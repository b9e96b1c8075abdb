"""Pictures that pages show, drawn as SVG."""
