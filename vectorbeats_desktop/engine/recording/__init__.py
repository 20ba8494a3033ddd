"""Recording a hum: devices, the process that listens, and what comes of it."""
