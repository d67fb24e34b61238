# The tasks are in course.py, which also works where there is no make; ARGS is passed on to the task.
PYTHON ?= python3
TASKS = lab author check lessons test test-browser kills

.PHONY: help $(TASKS)
help:
	@echo "make lab           open the course in JupyterLab, in your own copy (my_course/)"
	@echo "make author        open notebooks/ itself, to write lessons"
	@echo "make test          everything that needs no browser: library, data, every lesson"
	@echo "make test-browser  lessons in JupyterLab in Chromium (needs Debian's package chromium)"
	@echo "make kills         kill 500 writers and 20 kernels: what showed \"saved\" must be there (three minutes)"
	@echo "make check         only the data in data/"
	@echo "make lessons       run all lessons again and save them; write data/README.md and data/claims/"
	@echo
	@echo "Options go in ARGS:  make lab ARGS=\"--no-browser --port=8899\"      make test ARGS=\"-k dates\""

$(TASKS):
	@$(PYTHON) course.py $@ $(ARGS)
