"""MNIST: what its files are, how they are downloaded, and the data sets made from them."""
