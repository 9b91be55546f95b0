"""What only editors use at their desk: drafts, checking, comparing, trying, publishing."""
