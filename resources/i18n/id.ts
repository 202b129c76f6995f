<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="id" sourcelanguage="en">
<context>
    <name>ChatPage</name>
    <message>
        <source>Chat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chat with your model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New con&amp;versation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens a second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First token after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Processor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} runs in Foundry Local on this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ended because the longest answer was reached.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This does not fit into what the model can keep in mind. Write less, or begin again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChatView</name>
    <message>
        <source>Conversation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CheckPage</name>
    <message>
        <source>What converting and running a model needs from your computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Is this computer ready?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking at this computer…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check &amp;again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something has to be changed before you can go on:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You can go on. Some things could be better:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything is there. You can go on.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChoosePage</name>
    <message>
        <source>Choose the folder in which your training program saved the model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose your model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try the &amp;sample model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking into the folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} can be converted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} cannot be converted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language model of the {family} family</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{words:,.0f} words of a conversation ({tokens:,} tokens)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size on disk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stored as</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keeps in mind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} billion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} million</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CodeBlock</name>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy: {name}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ConvertPage</name>
    <message>
        <source>Convert</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Install</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cance&amp;l</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Conversion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your original files were not changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Converting your model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This takes a while. You can use the computer meanwhile; it does not fall asleep.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your model is converted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next, it is installed in Foundry Local.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size on disk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time taken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most memory used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Converted, and checked with a trial answer.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CopyButton</name>
    <message>
        <source>Copied</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DropZone</name>
    <message>
        <source>Bro&amp;wse…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop your model&apos;s folder here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It holds config.json and .safetensors files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose your model&apos;s folder</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FailurePanel</name>
    <message>
        <source>&amp;Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy &amp;report</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FinishPage</name>
    <message>
        <source>Your model is ready for you and for your programs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finish</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open its folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install &amp;another model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use it from Python (install the package foundry-local-sdk first)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chat in a terminal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is installed</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>InstallPage</name>
    <message>
        <source>Install</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>C&amp;hat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cance&amp;l</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model id</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Precision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size on disk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Installation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The converted model is kept, so that this can be tried again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Installing your model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Foundry Local gets to know the model, loads it, and asks it a first question.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next, you can chat with it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Foundry Local loaded it, and it answered.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your model is installed</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>JobProgress</name>
    <message>
        <source>Log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show &amp;details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{elapsed}, {left} left</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LiveChart</name>
    <message>
        <source>Memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Processor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{now}, at most {peak}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PrecisionCard</name>
    <message>
        <source>Recommended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On disk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory to run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Words a second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To convert</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PrecisionPage</name>
    <message>
        <source>The smaller, the faster it answers and the less memory it takes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Precision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How small should it become?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Working out what fits this computer…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This model is too large for this computer&apos;s memory. Go back and choose a smaller one, or use a computer with more memory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>FP16 is not offered: it is made for graphics cards. On a processor it is some 20 times slower than these.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PromptField</name>
    <message>
        <source>Write a message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Message to the model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop the answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RecentFolders</name>
    <message>
        <source>Lately used</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SamplingForm</name>
    <message>
        <source>Te&amp;mperature</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Higher is more creative. 0 always gives the likeliest answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Top &amp;p</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Picks among the likeliest words that together have this probability.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Top &amp;k</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Picks among at most this many words.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Repetition penalty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Above 1, the model avoids saying the same thing again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Longest answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In tokens; 100 tokens are about 75 words.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>You can leave everything as it is. Next, the conversion begins.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name and behaviour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Convert</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For example: You are a friendly assistant. Answer briefly.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>May be empty. It goes before every conversation.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Instructions for the model (system prompt)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preview of inference_model.&amp;json</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How answers are &amp;worded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Foundry Local and your programs use this name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A model of this name is installed already; this one becomes its next version.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>C&amp;hange…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change where installed models are kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Installed models are kept in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose where installed models are kept</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StepList</name>
    <message>
        <source>Version {version}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step {number} of {count}: {name}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WelcomePage</name>
    <message>
        <source>From the model that you fine-tuned to a chat with it, on this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Welcome</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Converts it to run on an ordinary processor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your model becomes several times smaller. No graphics card is needed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Installs it in Foundry Local</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You chat with it here, and your own programs can use it too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing leaves this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything works without the internet. Your original files are not changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Wizard</name>
    <message>
        <source>Your model is still being worked on. Stop and close?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What has been done so far would be lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Stop and close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Keep going</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>wording</name>
    <message>
        <source>a few seconds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about {n} seconds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about a minute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about {n} minutes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about an hour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about {n} hours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>(unknown)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This folder holds no model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A model folder has a file named “config.json” and one or more files that end in “.safetensors”. They are not in “{path}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the folder that your training program saved the model to. It is often called “final”, “merged” or “checkpoint”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A file cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The computer refused to read “{path}”: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check that the disk is connected and that you may open the file. If the folder is synchronised with a cloud, make its files available offline.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A file of the model is damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{file}” is missing something that every model needs, or it is not what its name says.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy or download “{file}” again from where the model came from. If you edited it, undo the change.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model&apos;s weights are missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder describes a model, but the large files with what it learnt are not there. They end in “.safetensors”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy all files of the model into one folder. If you trained it yourself, save it with “save_pretrained”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A file was not downloaded completely</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{file}” is only a short note of Git LFS that stands for the real file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a terminal in the model&apos;s folder and run “git lfs pull”, or download “{file}” from the model&apos;s page in your browser.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A weight file is missing or cut off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{file}” is missing, shorter than it should be, or does not match the other files. A copy or download was probably interrupted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy or download “{file}” again, and make sure that the disk was not full when the model was saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The weights are in an unsafe format</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{file}” is a Python pickle. Opening such a file can run any program that somebody hid in it, so it is never opened here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the model again with “save_pretrained(folder, safe_serialization=True)”, or download its “.safetensors” files instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is a GGUF model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{file}” was already made for other programs, such as llama.cpp, and cannot be turned back into the original.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the folder with the original model, which has files that end in “.safetensors”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This model is already converted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder holds a finished ONNX model, so there is nothing left to convert.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This model was already made smaller</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its weights were quantised before ({method}). Quantising them a second time would ruin its answers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the model in its full precision. If you trained with 4-bit loading (QLoRA), merge the adapter into the full-precision base model and save that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is an adapter, not a whole model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder holds only what your training changed (LoRA). The base model that it belongs to is missing: {base}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merge the adapter into its base model with “merge_and_unload()”, save the result with “save_pretrained”, and choose that folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This kind of model is not supported yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{architecture}” cannot be converted reliably today: it would fail, or the result would give wrong answers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install it as it is, without converting it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These families work: Llama, Qwen 2, 2.5 and 3, Mistral, Gemma 1 and 2, Phi-2, Phi-3 with a short context, Granite, LFM2, ERNIE 4.5 and Hunyuan.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This model cannot chat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{architecture}” was made for another task, such as sorting texts, searching, translating, or working with pictures or sound.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a model that was trained to write answers. The name in its “config.json” ends in “ForCausalLM”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model&apos;s inner sizes do not fit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its attention heads have size {head_size}. On a processor only multiples of 16 work, so it would fail at the first word.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a model with another head size. It cannot be changed after training. All well-known models are fine.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This model brings its own program code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{architecture}” works only by running Python files from its folder. Files of strangers are never run here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a model of a known family, such as Llama, Qwen, Mistral, Gemma or Phi.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file “tokenizer.json” is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It says how text is cut into the pieces that the model knows. Without it the model would understand nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy “tokenizer.json” from the model that you started your training from into this folder, then choose the folder again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model does not say how to chat with it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has no chat template, the pattern that tells the model who is speaking. Foundry Local refuses to chat without it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the files “tokenizer_config.json” and, if there is one, “chat_template.jinja” from the model that you started your training from into this folder, then choose the folder again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model has several chat templates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Foundry Local uses one chat template. The folder names these: {names}. The one named “default” is taken if it is there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing needs to be done if there is a “default” one. Otherwise open “tokenizer_config.json” and name the template that you want “default”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model&apos;s chat template has an error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pattern that tells the model who is speaking cannot be used as it is written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This model&apos;s long context is not supported yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model was stretched to read longer texts (“{method}”). Converted today, it would fail or give wrong answers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the variant of the model with its ordinary, shorter context. Its “config.json” has no “rope_scaling”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This name cannot be used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A name starts with a letter or digit, has at most 64 letters without accents, digits, dots, hyphens or underscores, and is no word that Windows or Foundry Local keeps for itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another name, for example “{suggestion}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This name is already in use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A model named “{name}” is already installed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another name, or remove the installed model first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing can be saved in this folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The computer does not allow writing to “{path}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder of your own, for example in your documents.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder already exists</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{path}” already exists, and nothing of yours is ever overwritten.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another place or name, or move the existing folder away.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is not enough space on the disk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk with “{path}” is full. What was half done is deleted again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free some space, for example by emptying the recycle bin, or choose a folder on another disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer is missing something</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something that is needed was not found: {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go back to the first page, which lists what is missing and how to get it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This precision is not available</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{precision}” cannot be used for this model on this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose int4, int8 or fp32.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model could not be converted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The conversion stopped with an error. Your original model was not changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again with another precision. If that fails too, copy the report and send it to us.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The converted model does not work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The conversion ended, but the new model could not be loaded or gave no sensible answer, so it was deleted. Your original model was not changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not a converted model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{path}” is missing a file that a converted model needs, for example “genai_config.json” or “model.onnx”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the folder that a conversion made, or convert the original model first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Foundry Local did not accept the model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model could not be added to Foundry Local&apos;s list. The converted files are still there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close other programs that use Foundry Local and try again, perhaps with another name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Foundry Local could not load the model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model is in Foundry Local&apos;s list, but it could not be started. A file may be missing or damaged, or memory may be short.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close other programs and try again. If it fails again, convert the model anew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no such model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No installed model is named “{name}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at the list of installed models and check the spelling.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model gave no answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Foundry Local stopped with an error while it was answering.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask again. If it fails again, install the model anew or copy the report and send it to us.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The text is too long for this model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The conversation and your question together are longer than what the model can read at once ({context} tokens).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shorten your question or start a new conversation.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The computer ran out of memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The work needed more memory than was free, and the system ended it. Your original model was not changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close other programs, above all web browsers, and try again. If it fails again, choose a smaller model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The work ended unexpectedly</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The program that does the work in the background stopped without saying why (code {code}). Your original model was not changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again. If it happens again, copy the report and send it to us.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You stopped it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The work was cancelled. What was half done is deleted again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start again whenever you like.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something went wrong in the installer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is a mistake of ours, not of yours. Your original model was not changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the report and send it to us.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model is one folder deeper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{path}” itself holds no model, but the folder “{subfolder}” in it does.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the folder “{subfolder}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A part of the model is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model has {needed} layers according to “config.json”, but only {found} are in its weight files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save or copy the model again. If you changed “config.json”, undo the change. An adapter has to be merged into its base model first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The work needs {needed_bytes}, but only {free_bytes} are free on the disk with “{path}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is not enough memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The work needs about {needed_bytes} of memory, but only {free_bytes} are free.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close other programs, above all web browsers, and try again, or choose a smaller model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not a whole converted model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{path}” should also hold these files: {missing}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The computer refused to read “{file}” in the model&apos;s folder: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Operating system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Foundry Local needs one of these systems, or a newer one: {needed}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Update the system, or use another computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Processor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model is computed by the processor, which has to be a 64-bit one: {needed}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use another computer. If your processor is a 64-bit one, install a 64-bit system.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Converting and running a model takes place in memory. At least {needed} should be installed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a small model, or use a computer with more memory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other programs are using memory that the model will need. At least {needed} should be free.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close programs that you do not need, above all web browsers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Disk space</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The converted model is saved on this disk. At least {needed} must be free.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free some space, or choose a folder on another disk for your models.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder for your models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Installed models are saved in “{needed}”, so it must be possible to write there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Python</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The installer is written in Python and needs version {needed} or newer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install a newer Python, or use the packaged installer, which brings its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Foundry Local</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It runs the model on your computer. Version {needed} or newer is needed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install the installer again: Foundry Local is a part of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Olive</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It converts the model. Version {needed} or newer is needed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install the installer again: Olive is a part of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ONNX Runtime GenAI</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It builds the model&apos;s new form. Version {needed} or newer is needed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install the installer again: ONNX Runtime GenAI is a part of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ONNX Runtime</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It computes the model&apos;s answers. Version {needed} or newer is needed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install the installer again: ONNX Runtime is a part of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CMake</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Older instructions ask for it. It is not needed any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing needs to be done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Foundry Local does not exist for Macs with an Intel processor. Use a Mac with an Apple processor (M1 or newer), or a Windows or Linux computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Small and fast (int4)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each weight is stored in 4 bits. The model becomes several times smaller and answers fastest.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Right for most people. Answers differ a little from the original model&apos;s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More exact (int8)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each weight is stored in 8 bits. The model is larger than with int4 and stays very close to the original.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Right for small models, or when int4 answers are not good enough.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unchanged (fp32)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each weight is stored in 32 bits and nothing is rounded. The model is largest and slowest.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Right for comparing: it answers as the original model does.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading your model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Making the weights smaller</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saving the converted model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trying the converted model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copying the model to your library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preparing the model for Foundry Local</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adding the model to Foundry Local</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loading the model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answering</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ready to chat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The best balance of speed, size and quality.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your model is small: this keeps its quality and is still fast.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A model as small as yours would lose quality.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Closer to the original, but larger and slower.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is rounded, but it is the largest and slowest.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer does not have enough memory for it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fits easily on this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fits if you close other programs first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Does not fit on this computer.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
