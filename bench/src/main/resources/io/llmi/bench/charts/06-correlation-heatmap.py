import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import seaborn as sns

rng = np.random.default_rng(3)
base = rng.normal(size=(200, 1))
data = pd.DataFrame(
    np.hstack([base + rng.normal(scale=s, size=(200, 1)) for s in (0.3, 0.8, 1.5, 3.0)]),
    columns=["Height", "Weight", "Reach", "Age"],
)

plt.figure(figsize=(6, 5))
sns.heatmap(data.corr(), annot=True, fmt=".2f", cmap="coolwarm", vmin=-1, vmax=1)
plt.title("Correlation of measurements")
plt.tight_layout()
plt.savefig("correlation.png", dpi=150)
