"""The installed models: listed, renamed, removed, repaired, offered to the older command."""
