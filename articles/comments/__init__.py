"""Comments and readers' stories: sent, held, decided about, and read by others."""
