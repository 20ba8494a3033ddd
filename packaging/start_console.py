"""The frozen program's command line: children that it starts come in here too, and must not run it again."""

import multiprocessing

if __name__ == "__main__":
    multiprocessing.freeze_support()
    from vectorbeats_desktop.__main__ import main

    main()
