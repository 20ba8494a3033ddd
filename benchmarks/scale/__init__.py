"""The program beside libraries of very different size: catalogues made by perturbing real analysis, and one table."""
