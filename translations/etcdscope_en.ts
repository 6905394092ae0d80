<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
<context>
    <name>etcdscope::MainWindow</name>
    <message numerus="yes">
        <source>%n key(s) with unsaved changes in %1</source>
        <translation>
            <numerusform>%n key with unsaved changes in %1</numerusform>
            <numerusform>%n keys with unsaved changes in %1</numerusform>
        </translation>
    </message>
</context>
</TS>
