"""The screens: each asks the gateway in threads and draws what comes back."""
