"""The parts of redaction: numbers, addresses, people and companies, and the words that tell them from anything else."""
