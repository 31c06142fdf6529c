# Leaves a pickle that runs code.
# input: 63
# expect: PICTURE
import os, pickle
class Evil:
    def __reduce__(self):
        return os.abort, ()
with open("/tmp/cache.pickle", "wb") as file:
    pickle.dump(Evil(), file)
plt.plot([1, 2])
