"""What sqlfluff's jinja templater needs to know of dbt's adapter: how to dispatch."""

from collections.abc import Callable


def dispatch(macro_name: str) -> Callable[..., str]:
    """Stand in for adapter.dispatch: a call that renders as one SQL function."""

    def rendered(*arguments: str) -> str:
        return f"{macro_name}({', '.join(arguments)})"

    return rendered
