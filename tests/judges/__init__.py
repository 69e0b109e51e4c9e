"""Independent validators, run on the finished files: judges who did not write what they judge.

A pass is the floor and not the quality; what it proves is that strangers' tools
will not stumble over our files. Each judge must first reject a faulty file made
for it, so that a judge who sleeps is not taken for one who is content.
"""
