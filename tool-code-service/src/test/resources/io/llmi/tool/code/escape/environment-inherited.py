# Looks for the service's settings and keys.
# expect: BAD_REQUEST RuntimeError: more: \[\]$
import os
known = {"HOME", "LANG", "MATPLOTLIBRC", "MPLBACKEND", "MPLCONFIGDIR", "OMP_NUM_THREADS", "OPENBLAS_CORETYPE",
         "OPENBLAS_L2_SIZE", "OPENBLAS_NUM_THREADS", "PATH", "PWD", "TMPDIR"}
raise RuntimeError("more: %s" % sorted(set(os.environ) - known))
