"""What a formula means: values for names, shapes, and every kind of tree."""
