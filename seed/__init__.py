"""The data an office starts with, and the loader that brings it in through the rules of `crm`."""
