"""What happens to readers when something gives way: real servers, real signals."""
