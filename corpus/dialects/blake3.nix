/* {
  "description": "The BLAKE3 hash of nothing.",
  "expect": {"value": "\"af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262\""},
  "level": "implementation-defined",
  "features": ["blake3-hashes"],
  "tentative": true,
  "provenance": [{"manual": "the test vector of the BLAKE3 specification for empty input", "url": "https://github.com/BLAKE3-team/BLAKE3/blob/master/test_vectors/test_vectors.json"}]
} */
builtins.hashString "blake3" ""
