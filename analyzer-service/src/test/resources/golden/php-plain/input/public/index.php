<?php
header('Content-Type: text/plain');
echo 'visits by ' . posix_getuid();
