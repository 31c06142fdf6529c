# Reads a table from the network.
# input: 55
# expect: BAD_REQUEST URLError
pd.read_csv("http://example.com/x.csv")
