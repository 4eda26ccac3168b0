"""Floor 0: a topic file and the environment become a frozen `Watch`. The only reader of `os.environ`.

`tables` reads one TOML table strictly, `topic_file` knows what a topic file may say, `patterns` looks at regular
expressions, `watch` adds the environment.
"""

from __future__ import annotations

from pactwatch.config.topic_file import load_topic, shipped_topics
from pactwatch.config.watch import SETTINGS, Setting, Watch, environment, load_watch

__all__ = ["SETTINGS", "Setting", "Watch", "environment", "load_topic", "load_watch", "shipped_topics"]
