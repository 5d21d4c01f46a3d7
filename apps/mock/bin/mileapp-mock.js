#!/usr/bin/env node
// Stands here before the first build, so that npm can link it when it installs.
import "../dist/main.js";
