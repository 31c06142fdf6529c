"""Draws once what programs usually draw, so that each of them finds the modules loaded."""

import io
import random


def run():
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.dates
    import matplotlib.pyplot as plt
    import numpy as np
    import pandas as pd
    import seaborn as sns
    from matplotlib import font_manager
    from guest import fonts

    fonts.refresh(font_manager.fontManager)
    frame = pd.DataFrame({"name": list("abcabc"), "kind": list("xxyyxy"), "size": [1.0, 3.0, 2.0, 4.0, 2.5, 3.5]})
    for draw in (lambda: lines(plt, np, pd), lambda: bars(plt), lambda: pictures(plt, np), lambda: by_seaborn(plt, sns, frame)):
        draw()
        plt.tight_layout()
        plt.savefig(io.BytesIO(), format="png", bbox_inches="tight")
        plt.close("all")
    forget(matplotlib)


def lines(plt, np, pd):
    days = pd.date_range("2024-01-01", periods=30)
    _, ax = plt.subplots()
    ax.plot(days, np.sin(np.arange(30)), "o-", label=r"$\sin x^2$")
    ax.fill_between(days, 0, 1, alpha=0.2)
    ax.scatter(days, np.random.rand(30))
    ax.annotate("peak", (days[3], 0.5), arrowprops={"arrowstyle": "->"})
    ax.set(title="Title", xlabel="x", ylabel="y")
    ax.grid(True)
    ax.legend()
    ax.twinx().plot(days, range(30))


def bars(plt):
    _, (left, middle, right) = plt.subplots(1, 3)
    left.bar(["a", "b"], [1, 2])
    middle.hist([random.random() for _ in range(100)], bins=10)
    right.pie([1, 2], labels=["a", "b"], autopct="%d%%")


def pictures(plt, np):
    _, (left, right) = plt.subplots(1, 2)
    plt.colorbar(left.imshow(np.eye(4)), ax=left)
    right.contourf(np.eye(4))
    right.boxplot([1, 2, 3])


def by_seaborn(plt, sns, frame):
    _, axes = plt.subplots(2, 2)
    sns.barplot(data=frame, x="name", y="size", hue="kind", ax=axes[0][0])
    sns.lineplot(data=frame, x="name", y="size", ax=axes[0][1])
    sns.heatmap(frame.pivot_table(index="name", columns="kind", values="size"), annot=True, ax=axes[1][0])
    sns.histplot(frame["size"], kde=True, ax=axes[1][1])


def forget(matplotlib):
    """Closes the font files: programs that run at once would move each other's position in them."""
    from matplotlib import font_manager, mathtext

    font_manager._get_font.cache_clear()
    mathtext.MathTextParser._parse_cached.cache_clear()
