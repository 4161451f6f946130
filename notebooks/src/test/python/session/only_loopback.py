"""Switches the loopback interface on, says that there is no other, and becomes another program.

only_loopback.py PROGRAM ...

To be run in a network of its own, where not even loopback is up: unshare --net python3 only_loopback.py ...
"""
import fcntl
import os
import socket
import struct
import sys

SIOCSIFFLAGS = 0x8914
IFF_UP = 1

with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
    fcntl.ioctl(any_socket, SIOCSIFFLAGS, struct.pack("16sh14x", b"lo", IFF_UP))
names = [name for _, name in socket.if_nameindex()]
if names != ["lo"]:
    sys.exit(f"the network is not cut off: {names}")
os.execvp(sys.argv[1], sys.argv[1:])
