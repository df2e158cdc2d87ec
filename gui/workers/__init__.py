"""What works in other threads, and how the window hears of it. No widgets in here."""
