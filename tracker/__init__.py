"""tracker (整改跟踪): from yearly duty reports to a followed-up rectification ledger."""

__version__ = "0.1.0"
