"""How good a reading is: measures against annotations made by hand."""
