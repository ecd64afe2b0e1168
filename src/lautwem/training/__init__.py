"""Making the models of lautwem from annotated text; needs the extra ``train``."""
