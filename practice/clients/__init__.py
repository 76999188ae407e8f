"""People in care: who they are, how to reach them safely, what they agreed to."""
