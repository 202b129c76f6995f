<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="id" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>{done} of {total} parts of the program loaded</source>
        <translation>{done} dari {total} bagian program dimuat</translation>
    </message>
    <message>
        <source>{done} of {total} tokens of a trial answer</source>
        <translation>{done} dari {total} token jawaban percobaan</translation>
    </message>
    <message>
        <source>{done} of {total} weights</source>
        <translation>{done} dari {total} bobot</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} dari {total}</translation>
    </message>
    <message>
        <source>{family} (text chat)</source>
        <translation>{family} (chat teks)</translation>
    </message>
    <message>
        <source>a few seconds</source>
        <translation>beberapa detik</translation>
    </message>
    <message>
        <source>about {n} seconds</source>
        <translation>sekitar {n} detik</translation>
    </message>
    <message>
        <source>about a minute</source>
        <translation>sekitar satu menit</translation>
    </message>
    <message>
        <source>about {n} minutes</source>
        <translation>sekitar {n} menit</translation>
    </message>
    <message>
        <source>about an hour</source>
        <translation>sekitar satu jam</translation>
    </message>
    <message>
        <source>about {n} hours</source>
        <translation>sekitar {n} jam</translation>
    </message>
    <message>
        <source>1 token</source>
        <translation>1 token</translation>
    </message>
    <message>
        <source>{count} tokens</source>
        <translation>{count} token</translation>
    </message>
    <message>
        <source>{others} and {last}</source>
        <translation>{others} dan {last}</translation>
    </message>
    <message>
        <source>(unknown)</source>
        <translation>(tidak diketahui)</translation>
    </message>
    <message>
        <source>This folder holds no model</source>
        <translation>Folder ini tidak berisi model</translation>
    </message>
    <message>
        <source>A model folder has a file named “config.json” and one or more files that end in “.safetensors”. They are not in “{path}”.</source>
        <translation>Folder model berisi berkas bernama “config.json” dan satu atau beberapa berkas berakhiran “.safetensors”. Berkas-berkas itu tidak ada di “{path}”.</translation>
    </message>
    <message>
        <source>Choose the folder that your training program saved the model to. It is often called “final”, “merged” or “checkpoint”.</source>
        <translation>Pilih folder tempat program pelatihan Anda menyimpan model. Namanya sering kali “final”, “merged”, atau “checkpoint”.</translation>
    </message>
    <message>
        <source>A model from a folder of this name is already installed</source>
        <translation>Model dari folder bernama sama sudah terpasang</translation>
    </message>
    <message>
        <source>The installer found nothing in these files that it could put right.</source>
        <translation>Program ini tidak menemukan apa pun di berkas ini yang dapat diperbaiki.</translation>
    </message>
    <message>
        <source>Take it from the base model: choose the folder of the model that you started your training from, or ask whoever made the model.</source>
        <translation>Ambil dari model dasar: pilih folder model awal pelatihan Anda, atau tanyakan kepada pembuat model.</translation>
    </message>
    <message>
        <source>This model is already installed</source>
        <translation>Model ini sudah terpasang</translation>
    </message>
    <message>
        <source>“{name}” was made from these very files.</source>
        <translation>“{name}” dibuat dari berkas-berkas ini juga.</translation>
    </message>
    <message>
        <source>You can go on with the installed one. Convert it again if you want another precision or another name.</source>
        <translation>Anda bisa memakai yang sudah terpasang. Konversikan lagi jika Anda menginginkan presisi atau nama lain.</translation>
    </message>
    <message>
        <source>There are several models in this folder</source>
        <translation>Ada beberapa model di folder ini</translation>
    </message>
    <message>
        <source>“{path}” itself holds no model, but these folders in it do: {names}.</source>
        <translation>“{path}” sendiri tidak berisi model, tetapi folder-folder ini di dalamnya berisi: {names}.</translation>
    </message>
    <message>
        <source>Choose one of them. If you do not know which, “{subfolder}” is the likeliest.</source>
        <translation>Pilih salah satunya. Jika Anda tidak tahu yang mana, kemungkinan besar “{subfolder}”.</translation>
    </message>
    <message>
        <source>The model is deeper inside this folder</source>
        <translation>Modelnya ada lebih dalam di folder ini</translation>
    </message>
    <message>
        <source>The model is still packed</source>
        <translation>Modelnya masih terkemas</translation>
    </message>
    <message>
        <source>“{archive}” is a packed file. A model is read from an ordinary folder.</source>
        <translation>“{archive}” adalah berkas terkompresi. Model dibaca dari folder biasa.</translation>
    </message>
    <message>
        <source>Unpack it (on Windows: right click, “Extract all”; on a Mac: double click), then choose the folder that comes out.</source>
        <translation>Ekstrak berkas itu (di Windows: klik kanan, “Ekstrak semua”; di Mac: klik dua kali), lalu pilih folder hasilnya.</translation>
    </message>
    <message>
        <source>A file of the model has another name</source>
        <translation>Salah satu berkas model bernama lain</translation>
    </message>
    <message>
        <source>There is “{renamed}”, which is probably “{needed}”. Programs add such endings when a file is downloaded twice or saved as text.</source>
        <translation>Ada “{renamed}”, yang mungkin adalah “{needed}”. Program menambahkan akhiran seperti itu ketika berkas diunduh dua kali atau disimpan sebagai teks.</translation>
    </message>
    <message>
        <source>Rename it to “{needed}”, see that the other files have no such endings, and choose the folder again.</source>
        <translation>Ubah namanya menjadi “{needed}”, pastikan berkas lain tidak berakhiran seperti itu, lalu pilih lagi folder ini.</translation>
    </message>
    <message>
        <source>This model was made for another program</source>
        <translation>Model ini dibuat untuk program lain</translation>
    </message>
    <message>
        <source>“{foreign}” is in the format of another program and cannot be turned back into the original.</source>
        <translation>“{foreign}” memakai format program lain dan tidak dapat dikembalikan menjadi aslinya.</translation>
    </message>
    <message>
        <source>The weights are in a folder of their own</source>
        <translation>Bobotnya berada di folder tersendiri</translation>
    </message>
    <message>
        <source>The folder “{apart}” holds nothing but the weights, and the folder above it the other files of the model. They are read from one folder.</source>
        <translation>Folder “{apart}” hanya berisi bobot, sedangkan berkas model lainnya berada di folder di atasnya. Semuanya dibaca dari satu folder.</translation>
    </message>
    <message>
        <source>Copy the files that are in “{apart}” into the folder above it, and choose that folder.</source>
        <translation>Salin berkas di dalam “{apart}” ke folder di atasnya, lalu pilih folder tersebut.</translation>
    </message>
    <message>
        <source>The folder only points to files that are not there</source>
        <translation>Folder ini hanya menunjuk ke berkas yang tidak ada</translation>
    </message>
    <message>
        <source>“{link}” is a link to a file in another folder, and that file is gone. Hugging Face&apos;s programs keep a model&apos;s files in a folder “blobs” and links to them in “snapshots”.</source>
        <translation>“{link}” adalah tautan ke berkas di folder lain, dan berkas itu tidak ada lagi. Program Hugging Face menyimpan berkas model di folder “blobs” dan tautannya di “snapshots”.</translation>
    </message>
    <message>
        <source>Copy the whole folder whose name begins with “models--” again, or download the model into a folder of its own.</source>
        <translation>Salin lagi seluruh folder yang namanya diawali “models--”, atau unduh model ke folder tersendiri.</translation>
    </message>
    <message>
        <source>A web page was saved in the place of a file</source>
        <translation>Halaman web tersimpan sebagai ganti sebuah berkas</translation>
    </message>
    <message>
        <source>“{page}” is a web page, and not the file whose name it has.</source>
        <translation>“{page}” adalah halaman web, bukan berkas yang namanya dipakai.</translation>
    </message>
    <message>
        <source>Download “{page}” again with the download button on the model&apos;s page. Some models can be downloaded only after signing in there.</source>
        <translation>Unduh lagi “{page}” dengan tombol unduh di halaman model. Beberapa model baru dapat diunduh setelah masuk (login) di sana.</translation>
    </message>
    <message>
        <source>This model is probably already installed</source>
        <translation>Model ini mungkin sudah terpasang</translation>
    </message>
    <message>
        <source>“{name}” was made from a model with the same weights, as far as they were compared: a small sample of each of them.</source>
        <translation>“{name}” dibuat dari model dengan bobot yang sama, sejauh yang dibandingkan: sedikit contoh dari masing-masing bobot.</translation>
    </message>
    <message>
        <source>The file “{needed}” is missing</source>
        <translation>Berkas “{needed}” tidak ada</translation>
    </message>
    <message>
        <source>There is “{weights}”, but not the file “{needed}”, which says what kind of model it belongs to.</source>
        <translation>Ada “{weights}”, tetapi tidak ada berkas “{needed}”, yang menjelaskan jenis modelnya.</translation>
    </message>
    <message>
        <source>Copy all files of the model into this folder, not only the largest one, and choose the folder again.</source>
        <translation>Salin semua berkas model ke folder ini, bukan hanya yang terbesar, lalu pilih lagi folder ini.</translation>
    </message>
    <message>
        <source>This is a file, not a folder</source>
        <translation>Ini berkas, bukan folder</translation>
    </message>
    <message>
        <source>“{a_file}” alone is no model. A model is a folder with several files.</source>
        <translation>“{a_file}” saja bukan model. Model adalah folder berisi beberapa berkas.</translation>
    </message>
    <message>
        <source>Choose the folder that holds “{a_file}” and the other files of the model.</source>
        <translation>Pilih folder yang berisi “{a_file}” dan berkas lain dari model itu.</translation>
    </message>
    <message>
        <source>There is no such folder</source>
        <translation>Folder itu tidak ada</translation>
    </message>
    <message>
        <source>“{path}” is not there, or not any more.</source>
        <translation>“{path}” tidak ada, atau sudah tidak ada lagi.</translation>
    </message>
    <message>
        <source>Check that the disk is connected, and choose the folder again.</source>
        <translation>Pastikan disknya tersambung, lalu pilih lagi foldernya.</translation>
    </message>
    <message>
        <source>A file is written in a way that not every program reads</source>
        <translation>Ada berkas yang tidak terbaca oleh semua program</translation>
    </message>
    <message>
        <source>“{file}” has the invisible marks of a text editor, or a value that is impossible there. Converting the model would stop at it.</source>
        <translation>“{file}” berisi tanda tak terlihat dari penyunting teks, atau nilai yang mustahil di sana. Konversi akan terhenti karenanya.</translation>
    </message>
    <message>
        <source>Write it again in a copy of the folder. Only the marks and such values are left out.</source>
        <translation>Tulis ulang berkas itu di salinan folder. Hanya tanda dan nilai seperti itu yang dibuang.</translation>
    </message>
    <message>
        <source>The tokenizer is damaged</source>
        <translation>Tokenizer rusak</translation>
    </message>
    <message>
        <source>“{file}” cannot be read. It belongs to the tokenizer, which cuts text into the pieces that the model knows.</source>
        <translation>“{file}” tidak dapat dibaca. Berkas itu milik tokenizer, yang memotong teks menjadi bagian yang dikenal model.</translation>
    </message>
    <message>
        <source>Take the tokenizer files of the model that you started your training from, or copy “{file}” again.</source>
        <translation>Ambil berkas tokenizer dari model awal pelatihan Anda, atau salin lagi “{file}”.</translation>
    </message>
    <message>
        <source>“{file}” is incomplete</source>
        <translation>“{file}” tidak lengkap</translation>
    </message>
    <message>
        <source>It does not say “{lacks}”, or says something impossible, and no model can be built without it.</source>
        <translation>Berkas itu tidak menyebutkan “{lacks}”, atau nilainya mustahil, padahal model tidak dapat dibangun tanpanya.</translation>
    </message>
    <message>
        <source>Copy “{file}” again from where the model came from. If you edited it, undo the change.</source>
        <translation>Salin lagi “{file}” dari asal modelnya. Jika Anda mengubahnya, batalkan perubahan itu.</translation>
    </message>
    <message>
        <source>A file cannot be read</source>
        <translation>Ada berkas yang tidak dapat dibaca</translation>
    </message>
    <message>
        <source>The computer refused to read “{path}”: {reason}.</source>
        <translation>Komputer menolak membaca “{path}”: {reason}.</translation>
    </message>
    <message>
        <source>Check that the disk is connected and that you may open the file. If the folder is synchronised with a cloud, make its files available offline.</source>
        <translation>Pastikan disk tersambung dan Anda diizinkan membuka berkas itu. Jika foldernya disinkronkan dengan cloud, jadikan berkasnya tersedia secara offline.</translation>
    </message>
    <message>
        <source>A file of the model is damaged</source>
        <translation>Ada berkas model yang rusak</translation>
    </message>
    <message>
        <source>“{file}” is missing something that every model needs, or it is not what its name says.</source>
        <translation>Ada bagian “{file}” yang kurang padahal dibutuhkan setiap model, atau isinya tidak sesuai dengan namanya.</translation>
    </message>
    <message>
        <source>Copy or download “{file}” again from where the model came from. If you edited it, undo the change.</source>
        <translation>Salin atau unduh lagi “{file}” dari sumber asal model. Jika Anda mengeditnya, batalkan perubahan itu.</translation>
    </message>
    <message>
        <source>The model&apos;s weights are missing</source>
        <translation>Bobot model tidak ada</translation>
    </message>
    <message>
        <source>The folder describes a model, but the large files with what it learnt are not there. They end in “.safetensors”.</source>
        <translation>Folder ini menerangkan sebuah model, tetapi berkas besar berisi hal-hal yang dipelajarinya tidak ada. Nama berkas itu berakhiran “.safetensors”.</translation>
    </message>
    <message>
        <source>Copy all files of the model into one folder. If you trained it yourself, save it with “save_pretrained”.</source>
        <translation>Salin semua berkas model ke dalam satu folder. Jika Anda melatihnya sendiri, simpan dengan “save_pretrained”.</translation>
    </message>
    <message>
        <source>A file was not downloaded completely</source>
        <translation>Ada berkas yang tidak terunduh seluruhnya</translation>
    </message>
    <message>
        <source>“{file}” is only a short note of Git LFS that stands for the real file.</source>
        <translation>“{file}” hanyalah catatan singkat dari Git LFS sebagai pengganti berkas yang sebenarnya.</translation>
    </message>
    <message>
        <source>Open a terminal in the model&apos;s folder and run “git lfs pull”, or download “{file}” from the model&apos;s page in your browser.</source>
        <translation>Buka terminal di folder model dan jalankan “git lfs pull”, atau unduh “{file}” dari halaman model melalui peramban Anda.</translation>
    </message>
    <message>
        <source>A weight file is missing or cut off</source>
        <translation>Ada berkas bobot yang hilang atau terpotong</translation>
    </message>
    <message>
        <source>“{file}” is missing, shorter than it should be, or does not match the other files. A copy or download was probably interrupted.</source>
        <translation>“{file}” tidak ada, lebih pendek dari seharusnya, atau tidak cocok dengan berkas lainnya. Mungkin penyalinan atau pengunduhan sempat terputus.</translation>
    </message>
    <message>
        <source>Copy or download “{file}” again, and make sure that the disk was not full when the model was saved.</source>
        <translation>Salin atau unduh lagi “{file}”, dan pastikan disk tidak penuh ketika model disimpan.</translation>
    </message>
    <message>
        <source>The weights are in an unsafe format</source>
        <translation>Format bobotnya tidak aman</translation>
    </message>
    <message>
        <source>“{file}” is a Python pickle. Opening such a file can run any program that somebody hid in it, so it is never opened here.</source>
        <translation>“{file}” adalah berkas pickle Python. Membuka berkas seperti itu bisa menjalankan program apa pun yang disembunyikan orang di dalamnya, jadi berkas itu tidak pernah dibuka di sini.</translation>
    </message>
    <message>
        <source>Save the model again with “save_pretrained(folder, safe_serialization=True)”, or download its “.safetensors” files instead.</source>
        <translation>Simpan lagi model dengan “save_pretrained(folder, safe_serialization=True)”, atau unduh berkas “.safetensors” sebagai gantinya.</translation>
    </message>
    <message>
        <source>This is a GGUF model</source>
        <translation>Ini model GGUF</translation>
    </message>
    <message>
        <source>“{file}” was already made for other programs, such as llama.cpp, and cannot be turned back into the original.</source>
        <translation>“{file}” sudah diolah untuk program lain, seperti llama.cpp, dan tidak dapat dikembalikan ke bentuk aslinya.</translation>
    </message>
    <message>
        <source>If it holds the whole model, let it be listed in a copy of the folder, or rename it to “model.safetensors”. Otherwise save the model again with “save_pretrained”.</source>
        <translation>Jika berkas itu memuat seluruh model, biarkan berkas itu didaftarkan dalam salinan folder, atau ganti namanya menjadi “model.safetensors”. Jika tidak, simpan lagi model dengan “save_pretrained”.</translation>
    </message>
    <message>
        <source>The weight files are empty</source>
        <translation>Berkas bobot kosong</translation>
    </message>
    <message>
        <source>They name the model&apos;s weights, but hold none of their numbers. DeepSpeed leaves such files when each process keeps its own part of the model (ZeRO-3).</source>
        <translation>Berkas itu menyebut bobot model, tetapi tidak memuat satu pun angkanya. DeepSpeed meninggalkan berkas seperti itu bila setiap proses menyimpan bagian modelnya sendiri (ZeRO-3).</translation>
    </message>
    <message>
        <source>The weights are in Mistral&apos;s own layout</source>
        <translation>Bobot memakai susunan khas Mistral</translation>
    </message>
    <message>
        <source>“{mistral}” names its weights in another way than other models do, so they cannot be read here.</source>
        <translation>“{mistral}” menamai bobotnya dengan cara yang berbeda dari model lain, sehingga tidak dapat dibaca di sini.</translation>
    </message>
    <message>
        <source>Download the files of the same model that begin with “model” and end in “.safetensors” too, or save the model again with “save_pretrained”.</source>
        <translation>Unduh juga berkas model yang sama yang diawali “model” dan diakhiri “.safetensors”, atau simpan lagi model dengan “save_pretrained”.</translation>
    </message>
    <message>
        <source>A weight file holds an unknown kind of number</source>
        <translation>Sebuah berkas bobot berisi jenis bilangan yang tidak dikenal</translation>
    </message>
    <message>
        <source>“{file}” says that a part of the model is stored as “{stored}”, which no program here can read. The file is damaged, or was written by a newer program.</source>
        <translation>“{file}” menyatakan bahwa sebagian model disimpan sebagai “{stored}”, yang tidak dapat dibaca oleh program mana pun di sini. Berkas itu rusak, atau ditulis oleh program yang lebih baru.</translation>
    </message>
    <message>
        <source>Copy or download “{file}” again. If that changes nothing, let your training program save the model in bfloat16.</source>
        <translation>Salin atau unduh “{file}” sekali lagi. Jika tidak ada perubahan, biarkan program pelatihan Anda menyimpan model dalam bfloat16.</translation>
    </message>
    <message>
        <source>The list of the weight files is missing</source>
        <translation>Daftar berkas bobot tidak ada</translation>
    </message>
    <message>
        <source>The weight files are all there, but not “{file}”, which says what each of them holds. Some training programs do not write it.</source>
        <translation>Semua berkas bobot ada, tetapi “{file}”, yang menyebutkan isi masing-masing, tidak ada. Beberapa program pelatihan tidak menulisnya.</translation>
    </message>
    <message>
        <source>Let it be written in a copy of the folder.</source>
        <translation>Biarkan daftar itu ditulis dalam salinan folder.</translation>
    </message>
    <message>
        <source>The names of its weights have “{wrapped}” in them, which training puts around a model. Nothing that loads the model finds them.</source>
        <translation>Nama bobotnya mengandung “{wrapped}”, yang dipasang pelatihan di sekeliling model. Tidak ada program pemuat model yang menemukannya.</translation>
    </message>
    <message>
        <source>Let them have their own names in a copy of the folder. Or save the model itself again, for example with “accelerator.unwrap_model(model).save_pretrained(folder)”; an adapter that is not merged yet would be missing.</source>
        <translation>Biarkan bobot itu mendapat namanya sendiri dalam salinan folder. Atau simpan kembali modelnya, misalnya dengan “accelerator.unwrap_model(model).save_pretrained(folder)”; adapter yang belum digabungkan tidak akan ikut.</translation>
    </message>
    <message>
        <source>The weights have the names of another kind of model</source>
        <translation>Bobotnya bernama seperti milik jenis model lain</translation>
    </message>
    <message>
        <source>“{name}” and its like are in the weight files, but this kind of model looks for “{needed}” and its like. It would find none of its weights, and be filled with random numbers.</source>
        <translation>Di dalam file bobot ada “{name}” dan sejenisnya, tetapi jenis model ini mencari “{needed}” dan sejenisnya. Model tidak akan menemukan bobotnya dan akan diisi angka acak.</translation>
    </message>
    <message>
        <source>Convert the weights with the script of the program that wrote them, or let it save the model with “save_pretrained”.</source>
        <translation>Ubah bobotnya dengan skrip dari program yang menulisnya, atau biarkan program itu menyimpan model dengan “save_pretrained”.</translation>
    </message>
    <message>
        <source>Several weights are joined in one</source>
        <translation>Beberapa bobot digabung menjadi satu</translation>
    </message>
    <message>
        <source>“{joined}” holds what this kind of model has in weights of their own, as some training programs join them. Nothing that loads the model finds them, and random numbers would take their place.</source>
        <translation>“{joined}” berisi apa yang pada jenis model ini ada dalam bobot terpisah; beberapa program pelatihan menggabungkannya. Tidak ada program pemuat model yang menemukannya, dan angka acak akan menggantikannya.</translation>
    </message>
    <message>
        <source>Let your training program save the model in the layout of Hugging Face. Or let them be cut apart in a copy, in the usual order: query, key, value; gate, up. Whether this program used that order, the files do not say: if the answers make no sense, it did not.</source>
        <translation>Biarkan program pelatihan Anda menyimpan model dalam tata letak Hugging Face. Atau biarkan bobot itu dipisahkan dalam salinan, dengan urutan yang lazim: query, key, value; gate, up. File-filenya tidak mengatakan apakah program itu memakai urutan tersebut: jika jawabannya tidak masuk akal, berarti tidak.</translation>
    </message>
    <message>
        <source>Weights lie apart that belong together</source>
        <translation>Bobot yang seharusnya menyatu ternyata terpisah</translation>
    </message>
    <message>
        <source>This kind of model has “{joined}” and its neighbours in one weight. Nothing that loads the model finds them apart, and random numbers would take their place.</source>
        <translation>Jenis model ini menyimpan “{joined}” dan tetangganya dalam satu bobot. Tidak ada program pemuat model yang menemukannya secara terpisah, dan angka acak akan menggantikannya.</translation>
    </message>
    <message>
        <source>Let them be joined in a copy of the folder.</source>
        <translation>Biarkan bobot itu digabungkan dalam salinan folder.</translation>
    </message>
    <message>
        <source>The settings say “quantised”, but the weights are not</source>
        <translation>Pengaturannya mengatakan “terkuantisasi”, tetapi bobotnya tidak</translation>
    </message>
    <message>
        <source>“config.json” still says that the weights were made smaller ({method}), as a training with 4-bit loading leaves it. All of them are there in their full size as {found}, {size_bytes} altogether.</source>
        <translation>“config.json” masih mengatakan bahwa bobotnya diperkecil ({method}), seperti ditinggalkan pelatihan dengan pemuatan 4-bit. Semua bobot ada dalam ukuran penuh sebagai {found}, seluruhnya {size_bytes}.</translation>
    </message>
    <message>
        <source>Let the note be left out in a copy of the folder.</source>
        <translation>Biarkan catatan itu dihilangkan dalam salinan folder.</translation>
    </message>
    <message>
        <source>Choose the folder with the original model, which has files that end in “.safetensors”.</source>
        <translation>Pilih folder berisi model asli, yaitu yang memiliki berkas berakhiran “.safetensors”.</translation>
    </message>
    <message>
        <source>This model is already converted</source>
        <translation>Model ini sudah dikonversi</translation>
    </message>
    <message>
        <source>The folder holds a finished ONNX model, so there is nothing left to convert.</source>
        <translation>Folder ini berisi model ONNX yang sudah jadi, sehingga tidak ada lagi yang perlu dikonversi.</translation>
    </message>
    <message>
        <source>This model was already made smaller</source>
        <translation>Model ini sudah pernah diperkecil</translation>
    </message>
    <message>
        <source>Its weights were quantised before ({method}). Quantising them a second time would ruin its answers.</source>
        <translation>Bobotnya sudah dikuantisasi sebelumnya ({method}). Kuantisasi untuk kedua kalinya akan merusak jawabannya.</translation>
    </message>
    <message>
        <source>Choose the model in its full precision. If you trained with 4-bit loading (QLoRA), merge the adapter into the full-precision base model and save that.</source>
        <translation>Pilih model dalam presisi penuh. Jika Anda melatihnya dengan pemuatan 4-bit (QLoRA), gabungkan adaptor ke model dasar berpresisi penuh, lalu simpan hasilnya.</translation>
    </message>
    <message>
        <source>The folder describes a model, but the large files with what it learnt are in the folder “{subfolder}” in it.</source>
        <translation>Folder ini menjelaskan sebuah model, tetapi berkas besar berisi hasil belajarnya ada di folder “{subfolder}” di dalamnya.</translation>
    </message>
    <message>
        <source>The weight file has an unusual name</source>
        <translation>Nama berkas bobotnya tidak biasa</translation>
    </message>
    <message>
        <source>There is “{renamed}”, but a model&apos;s weights are looked for in “model.safetensors”, or in the files that “model.safetensors.index.json” lists.</source>
        <translation>Ada “{renamed}”, tetapi bobot model dicari di “model.safetensors”, atau di berkas yang tercantum dalam “model.safetensors.index.json”.</translation>
    </message>
    <message>
        <source>The weights are still in pieces</source>
        <translation>Bobotnya masih terpisah-pisah</translation>
    </message>
    <message>
        <source>Training was spread over several processes, and “{parts}” holds the pieces as each of them saved its own.</source>
        <translation>Pelatihan dibagi ke beberapa proses, dan “{parts}” berisi potongan yang disimpan masing-masing proses.</translation>
    </message>
    <message>
        <source>Let your training program put them together: “zero_to_fp32.py” in this folder does it for DeepSpeed, “accelerate merge-weights” for FSDP. Then choose the folder again.</source>
        <translation>Satukan dengan program pelatihan Anda: “zero_to_fp32.py” di folder ini untuk DeepSpeed, “accelerate merge-weights” untuk FSDP. Lalu pilih lagi folder ini.</translation>
    </message>
    <message>
        <source>A download has not finished</source>
        <translation>Ada unduhan yang belum selesai</translation>
    </message>
    <message>
        <source>“{unfinished}” is what a browser or a program calls a file that is still being downloaded.</source>
        <translation>“{unfinished}” adalah nama yang dipakai peramban atau program untuk berkas yang masih diunduh.</translation>
    </message>
    <message>
        <source>Wait until the download is finished, or start it again, and choose the folder again.</source>
        <translation>Tunggu sampai unduhannya selesai, atau mulai lagi, lalu pilih lagi folder ini.</translation>
    </message>
    <message>
        <source>This is an adapter, not a whole model</source>
        <translation>Ini adaptor, bukan model utuh</translation>
    </message>
    <message>
        <source>The folder holds only what your training changed (LoRA). The base model that it belongs to is missing: {base}.</source>
        <translation>Folder ini hanya berisi bagian yang diubah oleh pelatihan Anda (LoRA). Model dasarnya tidak ditemukan: {base}.</translation>
    </message>
    <message>
        <source>This kind of model is not supported yet</source>
        <translation>Jenis model ini belum didukung</translation>
    </message>
    <message>
        <source>“{architecture}” cannot be converted reliably today: it would fail, or the result would give wrong answers.</source>
        <translation>“{architecture}” saat ini belum dapat dikonversi dengan andal: konversinya akan gagal, atau hasilnya memberi jawaban yang salah.</translation>
    </message>
    <message>
        <source>Put the folder of the base model beside this one, or say where it is; the two are then merged.</source>
        <translation>Letakkan folder model dasar di sebelah folder ini, atau tunjukkan tempatnya; keduanya lalu digabungkan.</translation>
    </message>
    <message>
        <source>It can go straight to installing. In a terminal, “model-installer deploy” does that.</source>
        <translation>Model ini dapat langsung dipasang. Di terminal, “model-installer deploy” melakukannya.</translation>
    </message>
    <message>
        <source>An adapter lies beside the whole model</source>
        <translation>Ada adaptor di samping model yang utuh</translation>
    </message>
    <message>
        <source>The whole model is converted, and nothing of the adapter is added to it. Some training programs leave an adapter here after merging it.</source>
        <translation>Model yang utuh dikonversi, dan tidak ada isi adaptor yang ditambahkan. Beberapa program pelatihan meninggalkan adaptor di sini setelah menggabungkannya.</translation>
    </message>
    <message>
        <source>If the adapter was merged, nothing needs to be done. If this is the base model, move the files whose names begin with “adapter” to a folder of their own, and choose that one.</source>
        <translation>Jika adaptor sudah digabungkan, tidak ada yang perlu dilakukan. Jika ini model dasarnya, pindahkan berkas yang namanya diawali “adapter” ke folder tersendiri, lalu pilih folder itu.</translation>
    </message>
    <message>
        <source>This kind of adapter cannot be merged here</source>
        <translation>Jenis adaptor ini tidak dapat digabungkan di sini</translation>
    </message>
    <message>
        <source>It uses “{method}”, and only LoRA, rsLoRA and DoRA can be merged exactly.</source>
        <translation>Adaptor ini memakai “{method}”, sedangkan hanya LoRA, rsLoRA, dan DoRA yang dapat digabungkan dengan tepat.</translation>
    </message>
    <message>
        <source>Let your training program save the merged model (often called “merge and save”), and choose that folder.</source>
        <translation>Simpan model gabungan dengan program pelatihan Anda (sering disebut “merge and save”), lalu pilih folder itu.</translation>
    </message>
    <message>
        <source>The adapter does not belong to this base model</source>
        <translation>Adaptor ini bukan milik model dasar tersebut</translation>
    </message>
    <message>
        <source>Some of its weights have no place in the base model, or another shape.</source>
        <translation>Sebagian bobotnya tidak punya tempat di model dasar, atau bentuknya berbeda.</translation>
    </message>
    <message>
        <source>Choose the base model that the adapter was trained on. If training added new words to the tokenizer, let your training program save the merged model instead.</source>
        <translation>Pilih model dasar yang dipakai saat adaptor dilatih. Jika pelatihan menambah kata baru ke tokenizer, simpan model gabungan dengan program pelatihan Anda.</translation>
    </message>
    <message>
        <source>What was trained is in the folder beside this one</source>
        <translation>Hasil pelatihan berada di folder di sebelah folder ini</translation>
    </message>
    <message>
        <source>The folder “{trained}” holds an adapter. This folder is probably the base model as it was before the training, and nothing of the adapter is added to it.</source>
        <translation>Folder “{trained}” berisi adapter. Folder ini mungkin model dasar dalam keadaan sebelum pelatihan, dan tidak ada isi adapter yang ditambahkan ke dalamnya.</translation>
    </message>
    <message>
        <source>Choose the folder “{trained}” instead. The two are then merged.</source>
        <translation>Pilih folder “{trained}” sebagai gantinya. Keduanya lalu digabungkan.</translation>
    </message>
    <message>
        <source>Training added words to the tokenizer</source>
        <translation>Pelatihan menambahkan kata ke tokenizer</translation>
    </message>
    <message>
        <source>The adapter knows {added} more words (tokens) than the base model has room for. The two cannot be merged here.</source>
        <translation>Adapter ini mengenal {added} kata (token) lebih banyak daripada yang dapat ditampung model dasarnya. Keduanya tidak dapat digabungkan di sini.</translation>
    </message>
    <message>
        <source>The adapter is empty</source>
        <translation>Adapter ini kosong</translation>
    </message>
    <message>
        <source>Its file names weights, but holds none of their numbers. DeepSpeed leaves such a file when each process keeps its own part of the model (ZeRO-3). What was trained is not in it.</source>
        <translation>Filenya menyebut nama bobot, tetapi tidak memuat angkanya. DeepSpeed meninggalkan file seperti ini bila setiap proses menyimpan bagian modelnya sendiri (ZeRO-3). Hasil pelatihan tidak ada di dalamnya.</translation>
    </message>
    <message>
        <source>Save the adapter again with all parts gathered (“stage3_gather_16bit_weights_on_model_save” in DeepSpeed), or make the model of a checkpoint of the training with “zero_to_fp32.py”.</source>
        <translation>Simpan kembali adapter dengan semua bagian dikumpulkan (“stage3_gather_16bit_weights_on_model_save” di DeepSpeed), atau buat model dari checkpoint pelatihan dengan “zero_to_fp32.py”.</translation>
    </message>
    <message>
        <source>Nothing in the adapter leads to a weight of the base model</source>
        <translation>Tidak ada isi adapter yang mengarah ke bobot model dasar</translation>
    </message>
    <message>
        <source>It changes “{name}” and its like, and the base model has none of them. PEFT would load it without an error, and change nothing.</source>
        <translation>Adapter mengubah “{name}” dan sejenisnya, dan model dasar tidak memilikinya. PEFT akan memuatnya tanpa kesalahan, dan tidak mengubah apa pun.</translation>
    </message>
    <message>
        <source>Choose the base model that the adapter was trained on. If that is this one, the names were written by another program: let your training program save the merged model instead.</source>
        <translation>Pilih model dasar tempat adapter dilatih. Jika memang model ini, nama-namanya ditulis program lain: biarkan program pelatihan Anda menyimpan model yang sudah digabungkan.</translation>
    </message>
    <message>
        <source>The adapter&apos;s settings do not fit its weights</source>
        <translation>Pengaturan adaptor tidak cocok dengan bobotnya</translation>
    </message>
    <message>
        <source>Its weights change “{name}”, which “adapter_config.json” does not name among what was trained. PEFT would leave that out without a word, and the model would be another than you have trained.</source>
        <translation>Bobotnya mengubah “{name}”, yang tidak disebut “adapter_config.json” di antara yang dilatih. PEFT akan mengabaikannya tanpa pemberitahuan, dan modelnya menjadi lain daripada yang Anda latih.</translation>
    </message>
    <message>
        <source>Use the “adapter_config.json” that your training program has saved with these weights.</source>
        <translation>Gunakan “adapter_config.json” yang disimpan program pelatihan Anda bersama bobot ini.</translation>
    </message>
    <message>
        <source>It uses “{method}”, and only LoRA, rsLoRA and DoRA can be merged exactly. The folder “{subfolder}” in it holds another form of what was trained.</source>
        <translation>Adapter ini memakai “{method}”, padahal hanya LoRA, rsLoRA, dan DoRA yang dapat digabungkan dengan tepat. Folder “{subfolder}” di dalamnya berisi bentuk lain dari hasil pelatihan.</translation>
    </message>
    <message>
        <source>The adapter needs its base model in full precision</source>
        <translation>Adaptor membutuhkan model dasarnya dalam presisi penuh</translation>
    </message>
    <message>
        <source>An adapter (LoRA) is merged into its base model. The one that was found, “{quantized}”, was made smaller (quantised), and nothing can be merged into that.</source>
        <translation>Adaptor (LoRA) digabungkan ke model dasarnya. Yang ditemukan, “{quantized}”, sudah diperkecil (dikuantisasi), dan adaptor tidak dapat digabungkan ke model seperti itu.</translation>
    </message>
    <message>
        <source>Download the full-precision model, “{full}”, and choose its folder as the base model. Its name is the same without the ending such as “-bnb-4bit”.</source>
        <translation>Unduh model presisi penuhnya, “{full}”, lalu pilih foldernya sebagai model dasar. Namanya sama, tanpa akhiran seperti “-bnb-4bit”.</translation>
    </message>
    <message>
        <source>The adapter needs a table that its base model does not have</source>
        <translation>Adapter memerlukan tabel yang tidak dimiliki model dasarnya</translation>
    </message>
    <message>
        <source>Training changed “{head}”, the table that chooses words, by itself. The base model reads and chooses words with one and the same table (“tie_word_embeddings”), so there is no place for it.</source>
        <translation>Pelatihan mengubah “{head}”, tabel yang memilih kata, secara tersendiri. Model dasar membaca dan memilih kata dengan satu tabel yang sama (“tie_word_embeddings”), jadi tidak ada tempat untuknya.</translation>
    </message>
    <message>
        <source>Let your training program save the merged model with “tie_word_embeddings” set to false, and choose that folder. Or train again without “{head}” in “modules_to_save” and “target_modules”.</source>
        <translation>Biarkan program pelatihan Anda menyimpan model gabungan dengan “tie_word_embeddings” bernilai false, lalu pilih folder itu. Atau latih lagi tanpa “{head}” dalam “modules_to_save” dan “target_modules”.</translation>
    </message>
    <message>
        <source>The base model cannot be an adapter</source>
        <translation>Model dasar tidak boleh berupa adaptor</translation>
    </message>
    <message>
        <source>“{another}” holds only what a training changed (LoRA). The whole model is missing: {base}.</source>
        <translation>“{another}” hanya berisi perubahan dari pelatihan (LoRA). Model utuhnya tidak ditemukan: {base}.</translation>
    </message>
    <message>
        <source>Choose the folder of the base model that training began with.</source>
        <translation>Pilih folder model dasar yang menjadi awal pelatihan.</translation>
    </message>
    <message>
        <source>This is an adapter; the whole model is deeper inside</source>
        <translation>Ini adaptor; model utuhnya ada lebih dalam</translation>
    </message>
    <message>
        <source>The folder holds only what your training changed (LoRA), but the folder “{subfolder}” in it holds a whole model.</source>
        <translation>Folder ini hanya berisi perubahan dari pelatihan Anda (LoRA), tetapi folder “{subfolder}” di dalamnya berisi model utuh.</translation>
    </message>
    <message>
        <source>Choose the folder “{subfolder}” if your training program merged the model there. Otherwise say where the base model is.</source>
        <translation>Pilih folder “{subfolder}” jika program pelatihan Anda menggabungkan modelnya di sana. Jika tidak, tunjukkan tempat model dasarnya.</translation>
    </message>
    <message>
        <source>The folder holds only what your training changed (LoRA). The base model that it belongs to is missing: {full}. Training used a smaller form of it, {base}, which cannot be merged.</source>
        <translation>Folder ini hanya berisi perubahan dari pelatihan Anda (LoRA). Model dasarnya tidak ditemukan: {full}. Pelatihan memakai bentuk yang lebih kecil, {base}, yang tidak dapat digabungkan.</translation>
    </message>
    <message>
        <source>Download “{full}”, put its folder beside this one, or say where it is; the two are then merged.</source>
        <translation>Unduh “{full}”, letakkan foldernya di sebelah folder ini, atau tunjukkan tempatnya; keduanya lalu digabungkan.</translation>
    </message>
    <message>
        <source>This model cannot chat</source>
        <translation>Model ini tidak bisa chat</translation>
    </message>
    <message>
        <source>“{architecture}” was made for another task, such as sorting texts, searching, translating, or working with pictures or sound.</source>
        <translation>“{architecture}” dibuat untuk tugas lain, misalnya mengelompokkan teks, mencari, menerjemahkan, atau mengolah gambar atau suara.</translation>
    </message>
    <message>
        <source>Choose a model that was trained to write answers. The name in its “config.json” ends in “ForCausalLM”.</source>
        <translation>Pilih model yang dilatih untuk menulis jawaban. Nama di dalam “config.json”-nya berakhiran “ForCausalLM”.</translation>
    </message>
    <message>
        <source>The model&apos;s inner sizes do not fit</source>
        <translation>Ukuran bagian dalam model tidak sesuai</translation>
    </message>
    <message>
        <source>Its attention heads have size {head_size}. On a processor only multiples of 16 work, so it would fail at the first word.</source>
        <translation>Attention head model ini berukuran {head_size}. Pada prosesor hanya kelipatan 16 yang bisa dipakai, jadi model akan gagal pada kata pertama.</translation>
    </message>
    <message>
        <source>Choose a model with another head size. It cannot be changed after training. All well-known models are fine.</source>
        <translation>Pilih model dengan ukuran head yang lain. Ukuran ini tidak dapat diubah setelah pelatihan. Semua model terkenal memenuhi syarat ini.</translation>
    </message>
    <message>
        <source>This model brings its own program code</source>
        <translation>Model ini membawa kode programnya sendiri</translation>
    </message>
    <message>
        <source>“{architecture}” works only by running Python files from its folder. Files of strangers are never run here.</source>
        <translation>“{architecture}” hanya bekerja dengan menjalankan berkas Python dari foldernya. Berkas dari orang yang tidak dikenal tidak pernah dijalankan di sini.</translation>
    </message>
    <message>
        <source>Choose a model of a known family, such as Llama, Qwen, Mistral, Gemma or Phi.</source>
        <translation>Pilih model dari keluarga yang dikenal, seperti Llama, Qwen, Mistral, Gemma, atau Phi.</translation>
    </message>
    <message>
        <source>The file “tokenizer.json” is missing</source>
        <translation>Berkas “tokenizer.json” tidak ada</translation>
    </message>
    <message>
        <source>It says how text is cut into the pieces that the model knows. Without it the model would understand nothing.</source>
        <translation>Berkas ini menentukan cara teks dipotong menjadi bagian-bagian yang dikenal model. Tanpanya, model tidak akan memahami apa pun.</translation>
    </message>
    <message>
        <source>Copy “tokenizer.json” from the model that you started your training from into this folder, then choose the folder again.</source>
        <translation>Salin “tokenizer.json” dari model awal pelatihan Anda ke folder ini, lalu pilih lagi folder ini.</translation>
    </message>
    <message>
        <source>The model does not say how to chat with it</source>
        <translation>Model tidak menyebutkan cara chat dengannya</translation>
    </message>
    <message>
        <source>It has no chat template, the pattern that tells the model who is speaking. Foundry Local refuses to chat without it.</source>
        <translation>Model ini tidak memiliki templat chat, yaitu pola yang memberi tahu model siapa yang sedang berbicara. Foundry Local tidak mau chat tanpa templat itu.</translation>
    </message>
    <message>
        <source>Copy the files “tokenizer_config.json” and, if there is one, “chat_template.jinja” from the model that you started your training from into this folder, then choose the folder again.</source>
        <translation>Salin berkas “tokenizer_config.json” dan, jika ada, “chat_template.jinja” dari model awal pelatihan Anda ke folder ini, lalu pilih lagi folder ini.</translation>
    </message>
    <message>
        <source>The model has several chat templates, and none is the default</source>
        <translation>Model memiliki beberapa templat chat, dan tidak ada yang menjadi bawaan</translation>
    </message>
    <message>
        <source>Foundry Local uses one chat template. The folder names these: {names}.</source>
        <translation>Foundry Local memakai satu templat chat. Folder ini mencantumkan: {names}.</translation>
    </message>
    <message>
        <source>Use the usual template of the model&apos;s family, in a copy of the folder. Or open “tokenizer_config.json” and name the template that you want “default”.</source>
        <translation>Pakai templat yang biasa untuk keluarga model ini, di salinan folder. Atau buka “tokenizer_config.json” dan beri nama “default” pada templat yang Anda inginkan.</translation>
    </message>
    <message>
        <source>“tokenizer_config.json” names “{special}”, which is not in “tokenizer.json”. The model would read it in pieces, or as a token for which it has no room.</source>
        <translation>“tokenizer_config.json” menyebut “{special}”, yang tidak ada di “tokenizer.json”. Model akan membacanya dalam potongan, atau sebagai token yang tidak punya tempat di model.</translation>
    </message>
    <message>
        <source>Use the tokenizer files of the model that you started your training from.</source>
        <translation>Gunakan berkas tokenizer dari model yang menjadi awal pelatihan Anda.</translation>
    </message>
    <message>
        <source>The model has several chat templates</source>
        <translation>Model memiliki beberapa templat chat</translation>
    </message>
    <message>
        <source>The model&apos;s chat template has an error</source>
        <translation>Templat chat model mengandung kesalahan</translation>
    </message>
    <message>
        <source>ordinary words</source>
        <translation>kata-kata biasa</translation>
    </message>
    <message>
        <source>words with an apostrophe</source>
        <translation>kata dengan apostrof</translation>
    </message>
    <message>
        <source>numbers</source>
        <translation>angka</translation>
    </message>
    <message>
        <source>indented lines</source>
        <translation>baris menjorok</translation>
    </message>
    <message>
        <source>several blanks in a line</source>
        <translation>beberapa spasi dalam satu baris</translation>
    </message>
    <message>
        <source>numbers after an empty line</source>
        <translation>angka setelah baris kosong</translation>
    </message>
    <message>
        <source>other languages</source>
        <translation>bahasa lain</translation>
    </message>
    <message>
        <source>emoji</source>
        <translation>emoji</translation>
    </message>
    <message>
        <source>program code</source>
        <translation>kode program</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>marks of the chat template</source>
        <translation>penanda templat chat</translation>
    </message>
    <message>
        <source>blanks at the beginning</source>
        <translation>spasi di awal</translation>
    </message>
    <message>
        <source>a line of blanks only</source>
        <translation>baris yang hanya berisi spasi</translation>
    </message>
    <message>
        <source>accents as letters of their own</source>
        <translation>aksen sebagai huruf tersendiri</translation>
    </message>
    <message>
        <source>the character zero</source>
        <translation>karakter nol</translation>
    </message>
    <message>
        <source>The pattern that tells the model who is speaking cannot be used as it is written.</source>
        <translation>Pola yang memberi tahu model siapa yang sedang berbicara tidak dapat dipakai sebagaimana tertulis.</translation>
    </message>
    <message>
        <source>This model&apos;s long context is not supported yet</source>
        <translation>Konteks panjang model ini belum didukung</translation>
    </message>
    <message>
        <source>The model was stretched to read longer texts (“{method}”) in a way that does not exist for its family, or with numbers missing. Converted today, it would fail or give wrong answers.</source>
        <translation>Model ini diperpanjang agar dapat membaca teks yang lebih panjang (“{method}”) dengan cara yang tidak ada pada keluarganya, atau ada angka yang hilang. Jika dikonversi sekarang, model akan gagal atau memberi jawaban yang salah.</translation>
    </message>
    <message>
        <source>Choose the variant of the model with its ordinary, shorter context. Its “config.json” has no “rope_scaling”.</source>
        <translation>Pilih varian model dengan konteks biasa yang lebih pendek. Di dalam “config.json”-nya tidak ada “rope_scaling”.</translation>
    </message>
    <message>
        <source>A setting of this model is not supported yet</source>
        <translation>Salah satu pengaturan model ini belum didukung</translation>
    </message>
    <message>
        <source>“{architecture}” works, but not with “{setting}” as “{found}” in “config.json”. Converted today, it would give wrong answers.</source>
        <translation>“{architecture}” bisa dipakai, tetapi tidak dengan “{setting}” bernilai “{found}” di “config.json”. Jika dikonversi sekarang, jawabannya akan salah.</translation>
    </message>
    <message>
        <source>Choose another model of the family. The setting belongs to how the model was trained, so changing it in “config.json” does not help.</source>
        <translation>Pilih model lain dari keluarga yang sama. Pengaturan ini menyatu dengan cara model dilatih, jadi mengubahnya di “config.json” tidak menolong.</translation>
    </message>
    <message>
        <source>The model&apos;s kind is contradictory</source>
        <translation>Jenis model ini bertentangan</translation>
    </message>
    <message>
        <source>“config.json” names the architecture “{architecture}”, which belongs to the type “{needed}”, but its “model_type” is “{found}”. It would be read as the wrong kind of model.</source>
        <translation>“config.json” menyebut arsitektur “{architecture}”, yang termasuk jenis “{needed}”, tetapi “model_type”-nya “{found}”. Model akan dibaca sebagai jenis yang salah.</translation>
    </message>
    <message>
        <source>Copy “config.json” again from where the model came from, or set its “model_type” to “{needed}”.</source>
        <translation>Salin lagi “config.json” dari tempat asal model, atau ubah “model_type”-nya menjadi “{needed}”.</translation>
    </message>
    <message>
        <source>A part that only training needs is left out</source>
        <translation>Bagian yang hanya diperlukan untuk pelatihan tidak disertakan</translation>
    </message>
    <message>
        <source>“{name}” judged the model&apos;s answers while it was trained. A chat has no use for it, so it is not converted.</source>
        <translation>“{name}” menilai jawaban model selama pelatihan. Chat tidak memerlukannya, jadi bagian ini tidak dikonversi.</translation>
    </message>
    <message>
        <source>The model chooses its words with a table of its own</source>
        <translation>Model memilih kata dengan tabel tersendiri</translation>
    </message>
    <message>
        <source>According to “config.json” it would read and choose words with one table (“tie_word_embeddings”), but two different ones were saved. Both are kept, as Hugging Face keeps them.</source>
        <translation>Menurut “config.json”, model membaca dan memilih kata dengan satu tabel (“tie_word_embeddings”), tetapi tersimpan dua tabel yang berbeda. Keduanya dipertahankan, seperti di Hugging Face.</translation>
    </message>
    <message>
        <source>The weights do not fit “config.json”</source>
        <translation>Bobot tidak cocok dengan “config.json”</translation>
    </message>
    <message>
        <source>“{name}” has the size {found}, but “config.json” asks for {needed}. Loading the model would fail.</source>
        <translation>“{name}” berukuran {found}, tetapi “config.json” meminta {needed}. Model akan gagal dimuat.</translation>
    </message>
    <message>
        <source>Copy “config.json” and the weights from the same model again. If training added words to the tokenizer, save the whole model again after training.</source>
        <translation>Salin lagi “config.json” dan bobot dari model yang sama. Jika pelatihan menambah kata ke tokenizer, simpan lagi seluruh model setelah pelatihan.</translation>
    </message>
    <message>
        <source>The context length is missing</source>
        <translation>Panjang konteks tidak tercantum</translation>
    </message>
    <message>
        <source>“config.json” does not say how many tokens the model can keep in mind (“max_position_embeddings”).</source>
        <translation>“config.json” tidak menyebutkan berapa token yang dapat diingat model (“max_position_embeddings”).</translation>
    </message>
    <message>
        <source>Copy “config.json” again from the model that you started your training from.</source>
        <translation>Salin lagi “config.json” dari model awal pelatihan Anda.</translation>
    </message>
    <message>
        <source>Training made two tables of one</source>
        <translation>Pelatihan membuat dua tabel dari satu</translation>
    </message>
    <message>
        <source>The base model reads and chooses words with one table. The adapter changes it for one of the two only, so both are kept apart, as in the training.</source>
        <translation>Model dasar membaca dan memilih kata dengan satu tabel. Adapter mengubahnya hanya untuk salah satu dari keduanya, sehingga keduanya dipisahkan, seperti saat pelatihan.</translation>
    </message>
    <message>
        <source>Some weights have no place in this kind of model</source>
        <translation>Beberapa bobot tidak punya tempat di jenis model ini</translation>
    </message>
    <message>
        <source>The files hold {count} weights that the model which “config.json” describes does not have, such as “{name}”. They are left out, as Hugging Face leaves them out.</source>
        <translation>File-filenya memuat {count} bobot yang tidak dimiliki model menurut “config.json”, misalnya “{name}”. Bobot itu dihilangkan, seperti di Hugging Face.</translation>
    </message>
    <message>
        <source>If the model answers worse than in your training program, “config.json” lacks a setting that it had there.</source>
        <translation>Jika model menjawab lebih buruk daripada di program pelatihan Anda, “config.json” kekurangan pengaturan yang ada di sana.</translation>
    </message>
    <message>
        <source>This may be a model that judges answers</source>
        <translation>Ini mungkin model yang menilai jawaban</translation>
    </message>
    <message>
        <source>“{name}” gives marks to answers. It is saved with a reward model, which cannot chat, and with a chat model that was trained by such marks (PPO). It is not converted.</source>
        <translation>“{name}” memberi nilai pada jawaban. Berkas ini disimpan bersama model penilai (reward model), yang tidak dapat mengobrol, dan bersama model chat yang dilatih dengan nilai semacam itu (PPO). Berkas ini tidak dikonversi.</translation>
    </message>
    <message>
        <source>If this is a reward model, choose the chat model instead. Otherwise nothing needs to be done.</source>
        <translation>Jika ini model penilai, pilih model chatnya sebagai gantinya. Jika bukan, tidak ada yang perlu dilakukan.</translation>
    </message>
    <message>
        <source>The model will read text, not pictures</source>
        <translation>Model ini akan membaca teks, bukan gambar</translation>
    </message>
    <message>
        <source>“{architecture}” also sees. What it needs for text is converted, all of it and exactly; the part that sees is left out.</source>
        <translation>“{architecture}” juga dapat melihat. Semua yang diperlukannya untuk teks dikonversi secara utuh dan tepat; bagian yang melihat tidak diikutkan.</translation>
    </message>
    <message>
        <source>The model will read text, not sound</source>
        <translation>Model ini akan membaca teks, bukan suara</translation>
    </message>
    <message>
        <source>“{architecture}” also hears. What it needs for text is converted, all of it and exactly; the part that hears is left out.</source>
        <translation>“{architecture}” juga dapat mendengar. Semua yang diperlukannya untuk teks dikonversi secara utuh dan tepat; bagian yang mendengar tidak diikutkan.</translation>
    </message>
    <message>
        <source>The model will read text, not pictures or sound</source>
        <translation>Model ini akan membaca teks, bukan gambar atau suara</translation>
    </message>
    <message>
        <source>“{architecture}” also sees and hears. What it needs for text is converted, all of it and exactly; the parts that see and hear are left out.</source>
        <translation>“{architecture}” juga dapat melihat dan mendengar. Semua yang diperlukannya untuk teks dikonversi secara utuh dan tepat; bagian yang melihat dan mendengar tidak diikutkan.</translation>
    </message>
    <message>
        <source>What training changed of seeing or hearing is left out</source>
        <translation>Perubahan pelatihan pada penglihatan atau pendengaran tidak diikutkan</translation>
    </message>
    <message>
        <source>The adapter also changes parts of the model that see or hear, for example “{name}”. The converted model reads text alone, so these changes have no place in it. All others are merged.</source>
        <translation>Adaptor ini juga mengubah bagian model yang melihat atau mendengar, misalnya “{name}”. Model hasil konversi hanya membaca teks, jadi perubahan itu tidak ada tempatnya di sana. Perubahan lainnya digabungkan semua.</translation>
    </message>
    <message>
        <source>Conversations are limited to what can be computed exactly</source>
        <translation>Percakapan dibatasi sampai yang dapat dihitung dengan tepat</translation>
    </message>
    <message>
        <source>The model can keep {found} tokens in mind, but beyond {exact} it reckons in a way that cannot be converted. The converted model keeps {exact} tokens in mind, and up to there its answers are the original&apos;s.</source>
        <translation>Model ini dapat mengingat {found} token, tetapi di atas {exact} cara hitungnya tidak dapat dikonversi. Model hasil konversi mengingat {exact} token, dan sampai di situ jawabannya sama dengan aslinya.</translation>
    </message>
    <message>
        <source>“{architecture}” consists of many smaller networks, of which each token needs a few. The converter does not know how this model chooses among them.</source>
        <translation>“{architecture}” terdiri dari banyak jaringan kecil, dan setiap token memerlukan beberapa di antaranya. Pengonversi tidak tahu cara model ini memilih di antaranya.</translation>
    </message>
    <message>
        <source>“{architecture}” consists of many smaller networks, which the converter would hold in memory all at once: more than an ordinary computer has.</source>
        <translation>“{architecture}” terdiri dari banyak jaringan kecil, yang semuanya akan dimuat pengonversi ke memori sekaligus: lebih dari yang dimiliki komputer biasa.</translation>
    </message>
    <message>
        <source>Models of this family with experts are not supported yet</source>
        <translation>Model keluarga ini yang memakai pakar belum didukung</translation>
    </message>
    <message>
        <source>These families work, for text alone and most of them without experts: {families}.</source>
        <translation>Keluarga model berikut bisa dipakai, khusus teks dan kebanyakan tanpa pakar: {families}.</translation>
    </message>
    <message>
        <source>This model consists of many smaller networks, or “config.json” does not say that it has none. The converter would leave them out of “{architecture}” without a word, and the answers would be wrong.</source>
        <translation>Model ini terdiri dari banyak jaringan kecil, atau “config.json” tidak mengatakan bahwa jaringan itu tidak ada. Pengonversi akan menghilangkannya dari “{architecture}” tanpa pemberitahuan, dan jawabannya akan salah.</translation>
    </message>
    <message>
        <source>Choose a model of the family without experts, whose name often says “dense”.</source>
        <translation>Pilih model dari keluarga ini tanpa pakar, yang namanya sering memuat “dense”.</translation>
    </message>
    <message>
        <source>This model of “{architecture}” consists of many smaller networks. Foundry Local cannot compute them on a processor: it does not know their activation.</source>
        <translation>Model “{architecture}” ini terdiri dari banyak jaringan yang lebih kecil. Foundry Local tidak dapat menghitungnya pada prosesor: fungsi aktivasinya tidak dikenal.</translation>
    </message>
    <message>
        <source>Fine-tuned models of this family are not supported yet</source>
        <translation>Model hasil pelatihan lanjutan dari keluarga ini belum didukung</translation>
    </message>
    <message>
        <source>The experts of “{architecture}” can be converted only as their maker has packed them, in 4 bits. A fine-tuned model has unpacked them.</source>
        <translation>Pakar dari “{architecture}” hanya dapat dikonversi sebagaimana dikemas pembuatnya, dalam 4 bit. Model hasil pelatihan lanjutan telah membuka kemasan itu.</translation>
    </message>
    <message>
        <source>This kind of layer is not supported yet</source>
        <translation>Lapisan jenis ini belum didukung</translation>
    </message>
    <message>
        <source>“{architecture}” has layers that keep a state in the place of attention (Mamba and its like), which the converter does not know.</source>
        <translation>“{architecture}” punya lapisan yang menyimpan keadaan sebagai ganti atensi (Mamba dan sejenisnya), yang tidak dikenal pengonversi.</translation>
    </message>
    <message>
        <source>“{architecture}” reads text together with pictures or sound, and the text model inside of it is of no family that can be converted.</source>
        <translation>“{architecture}” membaca teks bersama gambar atau suara, dan model teks di dalamnya bukan dari keluarga yang dapat dikonversi.</translation>
    </message>
    <message>
        <source>This model reads long texts in another way than short ones</source>
        <translation>Model ini membaca teks panjang dengan cara lain daripada teks pendek</translation>
    </message>
    <message>
        <source>When a conversation grows beyond {switch} tokens, the runtime changes over one token late. That one token is chosen by numbers that are about 1 % off; all before and after it are exact.</source>
        <translation>Saat percakapan melampaui {switch} token, runtime beralih terlambat satu token. Satu token itu dipilih dengan angka yang meleset sekitar 1 %; semua token sebelum dan sesudahnya tepat.</translation>
    </message>
    <message>
        <source>Foundry Local does not know this kind of tokenizer</source>
        <translation>Foundry Local tidak mengenal jenis tokenizer ini</translation>
    </message>
    <message>
        <source>“tokenizer_config.json” names “{name}”. Training programs sometimes change this name, and loading the model can then fail.</source>
        <translation>“tokenizer_config.json” menyebut “{name}”. Program pelatihan kadang mengubah nama ini, dan model lalu dapat gagal dimuat.</translation>
    </message>
    <message>
        <source>Name an ordinary tokenizer in a copy of the folder, or take the tokenizer files of the model that you started your training from.</source>
        <translation>Sebutkan tokenizer biasa di salinan folder, atau ambil berkas tokenizer dari model awal pelatihan Anda.</translation>
    </message>
    <message>
        <source>The tokenizer has more words than the model</source>
        <translation>Tokenizer memiliki lebih banyak kata daripada model</translation>
    </message>
    <message>
        <source>The tokenizer knows {found} tokens, but the model has room for {needed}. It would fail at the first text with one of the others.</source>
        <translation>Tokenizer mengenal {found} token, tetapi model hanya punya tempat untuk {needed}. Model akan gagal pada teks pertama yang memuat salah satu token lainnya.</translation>
    </message>
    <message>
        <source>Use the tokenizer files of the model that you started your training from, or save the model again after enlarging its embedding.</source>
        <translation>Pakai berkas tokenizer dari model awal pelatihan Anda, atau simpan lagi model setelah embedding-nya diperbesar.</translation>
    </message>
    <message>
        <source>The runtime cuts text in other pieces than the training did</source>
        <translation>Runtime memotong teks menjadi potongan lain daripada saat pelatihan</translation>
    </message>
    <message>
        <source>Ordinary texts become other tokens than the model was trained with, such as {example} ({kind_of_text}). No equivalent settings were found. Nothing was converted, and no other precision would change it.</source>
        <translation>Teks biasa menjadi token lain daripada yang dipakai melatih model, misalnya {example} ({kind_of_text}). Pengaturan yang setara tidak ditemukan. Tidak ada yang dikonversi, dan presisi lain tidak akan mengubahnya.</translation>
    </message>
    <message>
        <source>Take the tokenizer files of the model that you started your training from, if they differ from these. Otherwise this model cannot be used exactly.</source>
        <translation>Ambil file tokenizer dari model awal pelatihan Anda, jika berbeda dari yang ini. Jika tidak, model ini tidak dapat dipakai secara persis.</translation>
    </message>
    <message>
        <source>Some texts are read or written otherwise than in your training</source>
        <translation>Beberapa teks dibaca atau ditulis lain daripada saat pelatihan Anda</translation>
    </message>
    <message>
        <source>Of a thousand texts of every kind the runtime reads or writes a few otherwise: {kind_of_text}, such as {example}. Other texts are the same.</source>
        <translation>Dari seribu teks segala jenis, runtime membaca atau menulis beberapa secara lain: {kind_of_text}, misalnya {example}. Teks lainnya sama.</translation>
    </message>
    <message>
        <source>It matters only where your questions hold texts of that kind.</source>
        <translation>Ini hanya penting bila pertanyaan Anda memuat teks sejenis itu.</translation>
    </message>
    <message>
        <source>The model has no stop token</source>
        <translation>Model tidak punya token penghenti</translation>
    </message>
    <message>
        <source>Its settings do not say which token ends an answer. Answers would run on without end.</source>
        <translation>Pengaturannya tidak menyebut token mana yang mengakhiri jawaban. Jawaban akan berlanjut tanpa henti.</translation>
    </message>
    <message>
        <source>Complete the stop tokens in a copy of the folder.</source>
        <translation>Lengkapi token penghenti di salinan folder.</translation>
    </message>
    <message>
        <source>The chat template uses uncommon instructions</source>
        <translation>Templat chat memakai perintah yang tidak lazim</translation>
    </message>
    <message>
        <source>Foundry Local understands a smaller template language. It may stumble over: {names}.</source>
        <translation>Foundry Local memahami bahasa templat yang lebih kecil. Yang mungkin bermasalah: {names}.</translation>
    </message>
    <message>
        <source>Nothing needs to be done now. What the model is given is compared when it is converted.</source>
        <translation>Tidak ada yang perlu dilakukan sekarang. Apa yang diterima model dibandingkan saat dikonversi.</translation>
    </message>
    <message>
        <source>The chat template seems to lose what you write</source>
        <translation>Templat chat tampaknya menghilangkan tulisan Anda</translation>
    </message>
    <message>
        <source>Nothing that the template writes holds the user&apos;s text, so the model would answer without having read your question.</source>
        <translation>Tidak ada keluaran templat yang memuat teks pengguna, sehingga model akan menjawab tanpa membaca pertanyaan Anda.</translation>
    </message>
    <message>
        <source>Choose the usual template of the model&apos;s family, in a copy of the folder.</source>
        <translation>Pilih templat yang biasa untuk keluarga model ini, di salinan folder.</translation>
    </message>
    <message>
        <source>The newest Hugging Face programs read some texts otherwise than these files say</source>
        <translation>Program Hugging Face terbaru membaca beberapa teks secara berbeda dari isi berkas ini</translation>
    </message>
    <message>
        <source>transformers 5 reads this kind of tokenizer by rules of its own: {kind_of_text}, such as {example}, become other tokens there. The converted model reads them as the files say, and as transformers 4 does.</source>
        <translation>transformers 5 membaca jenis tokenizer ini dengan aturannya sendiri: {kind_of_text}, misalnya {example}, menjadi token lain di sana. Model hasil konversi membacanya menurut isi berkas, seperti transformers 4.</translation>
    </message>
    <message>
        <source>It matters only if you trained with transformers 5, and where your questions hold such texts.</source>
        <translation>Hal ini berpengaruh hanya jika Anda melatih dengan transformers 5, dan pada pertanyaan yang berisi teks seperti itu.</translation>
    </message>
    <message>
        <source>The tokenizer lies in another folder</source>
        <translation>Tokenizer berada di folder lain</translation>
    </message>
    <message>
        <source>It is in “{nearby}”, as MLflow and Azure save it. Foundry Local needs it beside the weights.</source>
        <translation>Tokenizer ada di “{nearby}”, seperti cara MLflow dan Azure menyimpannya. Foundry Local membutuhkannya di samping bobot.</translation>
    </message>
    <message>
        <source>Let it be put beside them in a copy of the folder.</source>
        <translation>Biarkan tokenizer diletakkan di sampingnya dalam salinan folder.</translation>
    </message>
    <message>
        <source>The chat template is where no program looks for it</source>
        <translation>Templat chat ada di tempat yang tidak dibaca program mana pun</translation>
    </message>
    <message>
        <source>It is in “{older}”, which older versions of a training program wrote for models that see or hear. For text it is not read, and Foundry Local refuses to chat without a template.</source>
        <translation>Templat itu ada di “{older}”, yang dulu ditulis program pelatihan untuk model yang melihat atau mendengar. Untuk teks, berkas itu tidak dibaca, dan Foundry Local tidak mau chat tanpa templat.</translation>
    </message>
    <message>
        <source>Put it in its place in a copy of the folder.</source>
        <translation>Taruh di tempatnya di salinan folder.</translation>
    </message>
    <message>
        <source>The tokenizer names a token that it does not have</source>
        <translation>Tokenizer menyebut token yang tidak dimilikinya</translation>
    </message>
    <message>
        <source>The tokenizer has a mark that this model does not use</source>
        <translation>Tokenizer ini punya penanda yang tidak dipakai model ini</translation>
    </message>
    <message>
        <source>“{unused}” lies beyond the {needed} tokens that the model has room for. Other models of the family need it, for pictures for example; the chat template never writes it. It is left out of the converted model.</source>
        <translation>“{unused}” berada di luar {needed} token yang tersedia tempatnya di model. Model lain dari keluarga ini memerlukannya, misalnya untuk gambar; templat chat tidak pernah menulisnya. Penanda ini tidak diikutkan dalam model hasil konversi.</translation>
    </message>
    <message>
        <source>Foundry Local uses one chat template. Of these, “{taken}” is taken: {names}.</source>
        <translation>Foundry Local memakai satu templat chat. Dari semua ini, “{taken}” yang dipakai: {names}.</translation>
    </message>
    <message>
        <source>This may be a model without chat training</source>
        <translation>Mungkin ini model tanpa pelatihan percakapan</translation>
    </message>
    <message>
        <source>It only stops where a document ends, as models do that continue texts. Such a model rambles instead of answering.</source>
        <translation>Model ini hanya berhenti di akhir dokumen, seperti model yang melanjutkan teks. Model seperti itu melantur, bukan menjawab.</translation>
    </message>
    <message>
        <source>If you trained it to chat, everything is fine. Otherwise choose the “Instruct” or “Chat” variant of the model.</source>
        <translation>Jika Anda melatihnya untuk mengobrol, tidak ada masalah. Jika tidak, pilih varian “Instruct” atau “Chat” dari model itu.</translation>
    </message>
    <message>
        <source>The folder is synchronised with {name}</source>
        <translation>Folder ini disinkronkan dengan {name}</translation>
    </message>
    <message>
        <source>Files that are only in the cloud are downloaded when they are read, and large files are uploaded again and again.</source>
        <translation>Berkas yang hanya ada di cloud diunduh saat dibaca, dan berkas besar diunggah berulang kali.</translation>
    </message>
    <message>
        <source>Make the folder available offline, or copy the model to a folder that is not synchronised.</source>
        <translation>Jadikan folder tersedia secara offline, atau salin model ke folder yang tidak disinkronkan.</translation>
    </message>
    <message>
        <source>The folder is on a drive that may go away</source>
        <translation>Folder ini ada di drive yang dapat terlepas</translation>
    </message>
    <message>
        <source>The model is on a removable or network drive. Reading it is slow, and fails when the drive is disconnected.</source>
        <translation>Model ada di drive lepasan atau drive jaringan. Membacanya lambat, dan gagal bila drive terputus.</translation>
    </message>
    <message>
        <source>Leave the drive connected until the model is converted, or copy the folder to this computer&apos;s own disk.</source>
        <translation>Biarkan drive tersambung sampai model selesai dikonversi, atau salin folder ke disk komputer ini.</translation>
    </message>
    <message>
        <source>The path is too long for Windows</source>
        <translation>Jalur folder terlalu panjang untuk Windows</translation>
    </message>
    <message>
        <source>“{path}” has {found} characters, and many Windows programs open at most {needed}.</source>
        <translation>“{path}” terdiri dari {found} karakter, sedangkan banyak program Windows hanya dapat membuka paling banyak {needed}.</translation>
    </message>
    <message>
        <source>Move the model to a folder with a shorter path, for example “C:\models”.</source>
        <translation>Pindahkan model ke folder dengan jalur yang lebih pendek, misalnya “C:\models”.</translation>
    </message>
    <message>
        <source>A file is only in the cloud</source>
        <translation>Ada berkas yang hanya berada di cloud</translation>
    </message>
    <message>
        <source>“{file}” is not on this computer. A cloud service would have to download it first, which takes long and fails without the internet.</source>
        <translation>“{file}” tidak ada di komputer ini. Layanan cloud harus mengunduhnya lebih dulu; itu lama, dan gagal tanpa internet.</translation>
    </message>
    <message>
        <source>Right-click the folder and choose “Always keep on this device” (on a Mac: “Download now”), wait until it is done, and choose the folder again.</source>
        <translation>Klik kanan folder itu dan pilih “Selalu simpan di perangkat ini” (di Mac: “Unduh Sekarang”), tunggu sampai selesai, lalu pilih lagi foldernya.</translation>
    </message>
    <message>
        <source>Converting makes files below “{path}” whose paths have up to {found} characters, and many Windows programs open at most {needed}.</source>
        <translation>Konversi membuat berkas di bawah “{path}” yang jalurnya sampai {found} karakter, padahal banyak program Windows hanya membuka paling banyak {needed}.</translation>
    </message>
    <message>
        <source>Save the converted model in a folder with a shorter path, for example “C:\models”.</source>
        <translation>Simpan model hasil konversi di folder dengan jalur yang lebih pendek, misalnya “C:\models”.</translation>
    </message>
    <message>
        <source>A name is too long</source>
        <translation>Sebuah nama terlalu panjang</translation>
    </message>
    <message>
        <source>“{path}” holds a name with more letters than the drive allows, or one that it cannot have.</source>
        <translation>“{path}” berisi nama dengan huruf lebih banyak daripada yang diizinkan drive itu, atau nama yang tidak dapat dipakai di sana.</translation>
    </message>
    <message>
        <source>Choose a shorter name.</source>
        <translation>Pilih nama yang lebih pendek.</translation>
    </message>
    <message>
        <source>There is no such file</source>
        <translation>Berkas itu tidak ada</translation>
    </message>
    <message>
        <source>Check its name and that the disk is connected, and choose the file again.</source>
        <translation>Periksa namanya dan pastikan disk tersambung, lalu pilih lagi berkasnya.</translation>
    </message>
    <message>
        <source>“{name}” was made from a folder of the same name.</source>
        <translation>“{name}” dibuat dari folder dengan nama yang sama.</translation>
    </message>
    <message>
        <source>Go on to make a new version of it, or use the installed one.</source>
        <translation>Lanjutkan untuk membuat versi barunya, atau pakai yang sudah terpasang.</translation>
    </message>
    <message>
        <source>This cannot be mended automatically</source>
        <translation>Ini tidak dapat diperbaiki secara otomatis</translation>
    </message>
    <message>
        <source>This name cannot be used</source>
        <translation>Nama ini tidak dapat dipakai</translation>
    </message>
    <message>
        <source>Choose another name, for example “{suggestion}”.</source>
        <translation>Pilih nama lain, misalnya “{suggestion}”.</translation>
    </message>
    <message>
        <source>This name is already in use</source>
        <translation>Nama ini sudah dipakai</translation>
    </message>
    <message>
        <source>A model named “{name}” is already installed.</source>
        <translation>Model bernama “{name}” sudah terpasang.</translation>
    </message>
    <message>
        <source>Choose another name, or remove the installed model first.</source>
        <translation>Pilih nama lain, atau hapus dulu model yang terpasang.</translation>
    </message>
    <message>
        <source>Nothing can be saved in this folder</source>
        <translation>Folder ini tidak dapat dipakai untuk menyimpan</translation>
    </message>
    <message>
        <source>The computer does not allow writing to “{path}”.</source>
        <translation>Komputer tidak mengizinkan penulisan ke “{path}”.</translation>
    </message>
    <message>
        <source>Choose a folder of your own, for example in your documents.</source>
        <translation>Pilih folder milik Anda sendiri, misalnya di folder dokumen Anda.</translation>
    </message>
    <message>
        <source>The folder already exists</source>
        <translation>Folder sudah ada</translation>
    </message>
    <message>
        <source>“{path}” already exists, and nothing of yours is ever overwritten.</source>
        <translation>“{path}” sudah ada, dan milik Anda tidak pernah ditimpa.</translation>
    </message>
    <message>
        <source>Choose another place or name, or move the existing folder away.</source>
        <translation>Pilih tempat atau nama lain, atau pindahkan folder yang sudah ada.</translation>
    </message>
    <message>
        <source>There is not enough space on the disk</source>
        <translation>Ruang disk tidak cukup</translation>
    </message>
    <message>
        <source>The disk with “{path}” is full. What was half done has been deleted.</source>
        <translation>Disk tempat “{path}” sudah penuh. Hasil yang belum selesai dihapus kembali.</translation>
    </message>
    <message>
        <source>Free some space, for example by emptying the trash, or choose a folder on another disk.</source>
        <translation>Kosongkan sebagian ruang, misalnya dengan mengosongkan tempat sampah, atau pilih folder di disk lain.</translation>
    </message>
    <message>
        <source>A drive does not work as it should</source>
        <translation>Sebuah drive tidak bekerja sebagaimana mestinya</translation>
    </message>
    <message>
        <source>The computer could not read or write “{path}”: {reason}.</source>
        <translation>Komputer tidak dapat membaca atau menulis “{path}”: {reason}.</translation>
    </message>
    <message>
        <source>Check the drive&apos;s cable or the network, and copy what is on the drive while you can. Then try again, or choose a folder on another drive.</source>
        <translation>Periksa kabel drive atau jaringan, dan salin isi drive selagi bisa. Lalu coba lagi, atau pilih folder di drive lain.</translation>
    </message>
    <message>
        <source>Another program is using a file</source>
        <translation>Program lain sedang memakai sebuah berkas</translation>
    </message>
    <message>
        <source>“{path}” is held by another program: a virus scanner, a backup, a synchronised folder or a window.</source>
        <translation>“{path}” sedang dipakai program lain: pemindai virus, pencadangan, folder yang disinkronkan, atau sebuah jendela.</translation>
    </message>
    <message>
        <source>Close the programs that may use it, or wait a minute, and try again.</source>
        <translation>Tutup program yang mungkin memakainya, atau tunggu sebentar, lalu coba lagi.</translation>
    </message>
    <message>
        <source>This drive cannot keep two programs apart</source>
        <translation>Drive ini tidak dapat memisahkan dua program</translation>
    </message>
    <message>
        <source>The system refused to lock “{path}”: {reason}. Without that, two windows could spoil each other&apos;s work.</source>
        <translation>Sistem menolak mengunci “{path}”: {reason}. Tanpa itu, dua jendela dapat saling merusak pekerjaan.</translation>
    </message>
    <message>
        <source>A home folder on a network drive needs its lock service; ask whoever runs it. Or set MODEL_INSTALLER_HOME to a folder on this computer&apos;s own disk.</source>
        <translation>Folder rumah di drive jaringan memerlukan layanan penguncian; tanyakan kepada pengelolanya. Atau atur MODEL_INSTALLER_HOME ke folder di disk komputer ini sendiri.</translation>
    </message>
    <message>
        <source>This user has no home folder</source>
        <translation>Pengguna ini tidak punya folder rumah</translation>
    </message>
    <message>
        <source>Neither HOME nor the system&apos;s list of users says where your files belong.</source>
        <translation>Baik HOME maupun daftar pengguna sistem tidak menyebutkan di mana berkas Anda disimpan.</translation>
    </message>
    <message>
        <source>Set HOME, or MODEL_INSTALLER_HOME, to a folder that you may write to.</source>
        <translation>Atur HOME, atau MODEL_INSTALLER_HOME, ke folder yang boleh Anda tulisi.</translation>
    </message>
    <message>
        <source>The system allows no file of this size</source>
        <translation>Sistem tidak mengizinkan berkas sebesar ini</translation>
    </message>
    <message>
        <source>“{path}” may not grow so large: the drive, or a limit that was set for your programs, does not allow it.</source>
        <translation>“{path}” tidak boleh menjadi sebesar itu: drive, atau batas yang diatur untuk program Anda, tidak mengizinkannya.</translation>
    </message>
    <message>
        <source>Choose another drive. In a terminal, “ulimit -f unlimited” takes such a limit away.</source>
        <translation>Pilih drive lain. Di terminal, “ulimit -f unlimited” menghapus batas seperti itu.</translation>
    </message>
    <message>
        <source>This computer is missing something</source>
        <translation>Ada yang kurang di komputer ini</translation>
    </message>
    <message>
        <source>Something that is needed was not found: {name}.</source>
        <translation>Sesuatu yang dibutuhkan tidak ditemukan: {name}.</translation>
    </message>
    <message>
        <source>These settings cannot be used together</source>
        <translation>Pengaturan ini tidak dapat dipakai bersamaan</translation>
    </message>
    <message>
        <source>With this model they would give a converted model that does not work.</source>
        <translation>Dengan model ini hasilnya adalah model yang tidak berfungsi.</translation>
    </message>
    <message>
        <source>Change one of the advanced settings, or use the usual ones.</source>
        <translation>Ubah salah satu pengaturan lanjutan, atau pakai pengaturan yang biasa.</translation>
    </message>
    <message>
        <source>This is no Olive config</source>
        <translation>Ini bukan konfigurasi Olive</translation>
    </message>
    <message>
        <source>“{file}” could not be understood: {reason}.</source>
        <translation>“{file}” tidak dapat dipahami: {reason}.</translation>
    </message>
    <message>
        <source>Choose a JSON file that was made for “olive run --config”.</source>
        <translation>Pilih berkas JSON yang dibuat untuk “olive run --config”.</translation>
    </message>
    <message>
        <source>The config converts no chat model</source>
        <translation>Konfigurasi ini tidak mengonversi model percakapan</translation>
    </message>
    <message>
        <source>“{file}” has no pass of the type ModelBuilder, which makes models that can chat.</source>
        <translation>“{file}” tidak memiliki langkah berjenis ModelBuilder, yang membuat model untuk mengobrol.</translation>
    </message>
    <message>
        <source>Choose another config, or convert without one.</source>
        <translation>Pilih konfigurasi lain, atau konversi tanpa konfigurasi.</translation>
    </message>
    <message>
        <source>A pass of the config is left out</source>
        <translation>Satu langkah dalam konfigurasi dilewati</translation>
    </message>
    <message>
        <source>“{name}” is not done: only the first ModelBuilder pass is.</source>
        <translation>“{name}” tidak dikerjakan: hanya langkah ModelBuilder yang pertama.</translation>
    </message>
    <message>
        <source>Use “olive run” where you need that pass.</source>
        <translation>Gunakan “olive run” jika Anda memerlukan langkah itu.</translation>
    </message>
    <message>
        <source>A setting of the config is left out</source>
        <translation>Satu pengaturan dalam konfigurasi dilewati</translation>
    </message>
    <message>
        <source>“{name}” is not known here, so the result is as if it were not there.</source>
        <translation>“{name}” tidak dikenal di sini, jadi hasilnya sama seperti jika pengaturan itu tidak ada.</translation>
    </message>
    <message>
        <source>Use “olive run” where you need it.</source>
        <translation>Gunakan “olive run” jika Anda memerlukannya.</translation>
    </message>
    <message>
        <source>A value of the config cannot be used</source>
        <translation>Satu nilai dalam konfigurasi tidak dapat dipakai</translation>
    </message>
    <message>
        <source>“{found}” is no possible value of “{name}” here.</source>
        <translation>“{found}” bukan nilai yang mungkin untuk “{name}” di sini.</translation>
    </message>
    <message>
        <source>Correct it in the config and choose the file again.</source>
        <translation>Perbaiki di konfigurasi, lalu pilih berkasnya lagi.</translation>
    </message>
    <message>
        <source>The config is for a device that is not supported</source>
        <translation>Konfigurasi ini untuk perangkat yang tidak didukung</translation>
    </message>
    <message>
        <source>It asks for “{found}”. Models are converted for the CPU, WebGPU and CUDA.</source>
        <translation>Yang diminta adalah “{found}”. Model dikonversi untuk CPU, WebGPU, dan CUDA.</translation>
    </message>
    <message>
        <source>Set CPUExecutionProvider in the config, or convert without it.</source>
        <translation>Tulis CPUExecutionProvider di konfigurasi, atau konversi tanpa konfigurasi.</translation>
    </message>
    <message>
        <source>The config starts from another kind of model</source>
        <translation>Konfigurasi ini berangkat dari jenis model lain</translation>
    </message>
    <message>
        <source>Its input model is “{found}”; only a folder with a Hugging Face model can be used.</source>
        <translation>Model masukannya “{found}”; hanya folder berisi model Hugging Face yang dapat dipakai.</translation>
    </message>
    <message>
        <source>Set the type HfModel in the config, or convert without it.</source>
        <translation>Tulis jenis HfModel di konfigurasi, atau konversi tanpa konfigurasi.</translation>
    </message>
    <message>
        <source>Your chosen model is converted</source>
        <translation>Yang dikonversi adalah model pilihan Anda</translation>
    </message>
    <message>
        <source>The config names “{name}”, but you chose “{found}”.</source>
        <translation>Konfigurasi menyebut “{name}”, tetapi Anda memilih “{found}”.</translation>
    </message>
    <message>
        <source>If you want the other one, go back and choose it.</source>
        <translation>Jika Anda menginginkan yang lain itu, kembali dan pilihlah.</translation>
    </message>
    <message>
        <source>The result is for other computers</source>
        <translation>Hasilnya untuk komputer lain</translation>
    </message>
    <message>
        <source>The Foundry Local runtime that comes with this program works on the processor only. It cannot run a model made for a graphics card.</source>
        <translation>Runtime Foundry Local yang disertakan program ini hanya bekerja di prosesor. Model untuk kartu grafis tidak dapat dijalankannya.</translation>
    </message>
    <message>
        <source>Copy the converted folder to a computer with the right graphics card and runtime.</source>
        <translation>Salin folder hasil konversi ke komputer dengan kartu grafis dan runtime yang sesuai.</translation>
    </message>
    <message>
        <source>This model is for other computers</source>
        <translation>Model ini untuk komputer lain</translation>
    </message>
    <message>
        <source>“{path}” was converted for a graphics card ({names}). The Foundry Local runtime that comes with this program works on the processor only.</source>
        <translation>“{path}” dikonversi untuk kartu grafis ({names}). Runtime Foundry Local yang disertakan dalam program ini hanya bekerja dengan prosesor.</translation>
    </message>
    <message>
        <source>Convert the original model again, for the CPU, or copy this folder to a computer with the right graphics card and runtime.</source>
        <translation>Konversi lagi model aslinya untuk CPU, atau salin folder ini ke komputer dengan kartu grafis dan runtime yang sesuai.</translation>
    </message>
    <message>
        <source>This precision is not available</source>
        <translation>Presisi ini tidak tersedia</translation>
    </message>
    <message>
        <source>On the device that the model shall run on, “{precision}” fails, is very slow, or could not be tried.</source>
        <translation>Pada perangkat yang akan menjalankan model ini, “{precision}” gagal, sangat lambat, atau tidak dapat dicoba.</translation>
    </message>
    <message>
        <source>Float16 between the weights is there for 4 bits on a processor only.</source>
        <translation>Float16 di antara bobot hanya ada untuk 4 bit pada prosesor.</translation>
    </message>
    <message>
        <source>Choose 4 bits for the CPU, or leave float16 out.</source>
        <translation>Pilih 4 bit untuk CPU, atau jangan pakai float16.</translation>
    </message>
    <message>
        <source>Calibrated rounding and the measured mix are there for a processor only.</source>
        <translation>Pembulatan terkalibrasi dan campuran terukur hanya tersedia untuk prosesor.</translation>
    </message>
    <message>
        <source>Choose the CPU, or another method of rounding.</source>
        <translation>Pilih CPU, atau cara pembulatan lain.</translation>
    </message>
    <message>
        <source>This model is made of many experts, whose weights are rounded by themselves: calibrated rounding and the measured mix do not reach them.</source>
        <translation>Model ini terdiri dari banyak pakar, yang bobotnya dibulatkan sendiri-sendiri: pembulatan terkalibrasi dan campuran terukur tidak menjangkaunya.</translation>
    </message>
    <message>
        <source>Choose another method of rounding, and another mix.</source>
        <translation>Pilih cara pembulatan lain, dan campuran lain.</translation>
    </message>
    <message>
        <source>Models of this family have layers of their own kind, and no trained one has shown that it keeps its answers in “{precision}”.</source>
        <translation>Model dari keluarga ini punya lapisan jenis sendiri, dan belum ada model terlatih yang terbukti mempertahankan jawabannya dalam “{precision}”.</translation>
    </message>
    <message>
        <source>Choose a precision with more bits.</source>
        <translation>Pilih presisi dengan bit lebih banyak.</translation>
    </message>
    <message>
        <source>Convert for the CPU, with float32 between the weights.</source>
        <translation>Konversikan untuk CPU, dengan float32 di antara bobot.</translation>
    </message>
    <message>
        <source>By what the model computes (calibrated)</source>
        <translation>Menurut apa yang dihitung model (terkalibrasi)</translation>
    </message>
    <message>
        <source>As Olive does it</source>
        <translation>Seperti Olive</translation>
    </message>
    <message>
        <source>What this model needs most</source>
        <translation>Yang paling dibutuhkan model ini</translation>
    </message>
    <message>
        <source>Choose another precision or another device.</source>
        <translation>Pilih presisi lain atau perangkat lain.</translation>
    </message>
    <message>
        <source>Models of this family lose accuracy in float16.</source>
        <translation>Model dari keluarga ini kehilangan ketelitian dalam float16.</translation>
    </message>
    <message>
        <source>With blocks of this size the rows of this model do not come out even.</source>
        <translation>Dengan ukuran blok ini, baris model tidak terbagi rata.</translation>
    </message>
    <message>
        <source>Choose smaller blocks, for example of 32 weights.</source>
        <translation>Pilih blok yang lebih kecil, misalnya 32 bobot.</translation>
    </message>
    <message>
        <source>Any computer (CPU)</source>
        <translation>Semua komputer (CPU)</translation>
    </message>
    <message>
        <source>Runs on the processor, which every computer has.</source>
        <translation>Berjalan di prosesor, yang ada di setiap komputer.</translation>
    </message>
    <message>
        <source>Right for this computer.</source>
        <translation>Cocok untuk komputer ini.</translation>
    </message>
    <message>
        <source>For computers with a graphics card (WebGPU)</source>
        <translation>Untuk komputer dengan kartu grafis (WebGPU)</translation>
    </message>
    <message>
        <source>Runs on graphics cards of any maker.</source>
        <translation>Berjalan di kartu grafis merek apa pun.</translation>
    </message>
    <message>
        <source>Right for another computer; this one cannot run it.</source>
        <translation>Cocok untuk komputer lain; komputer ini tidak dapat menjalankannya.</translation>
    </message>
    <message>
        <source>For computers with an NVIDIA graphics card (CUDA)</source>
        <translation>Untuk komputer dengan kartu grafis NVIDIA (CUDA)</translation>
    </message>
    <message>
        <source>Runs on graphics cards by NVIDIA.</source>
        <translation>Berjalan di kartu grafis NVIDIA.</translation>
    </message>
    <message>
        <source>To the nearest (rtn)</source>
        <translation>Ke nilai terdekat (rtn)</translation>
    </message>
    <message>
        <source>Best fit (k_quant, slow to convert)</source>
        <translation>Paling pas (k_quant, konversinya lambat)</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>Tidak ada</translation>
    </message>
    <message>
        <source>The last layer</source>
        <translation>Lapisan terakhir</translation>
    </message>
    <message>
        <source>The last and other sensitive layers</source>
        <translation>Lapisan terakhir dan lapisan peka lainnya</translation>
    </message>
    <message>
        <source>No precision is within these limits</source>
        <translation>Tidak ada presisi dalam batas ini</translation>
    </message>
    <message>
        <source>The smallest would take {smallest_bytes} and write about {speed} words a second on this computer. Nothing was converted.</source>
        <translation>Yang terkecil memakan {smallest_bytes} dan menulis sekitar {speed} kata per detik di komputer ini. Tidak ada yang dikonversi.</translation>
    </message>
    <message>
        <source>Allow more, or fine-tune a smaller model.</source>
        <translation>Izinkan lebih banyak, atau latih model yang lebih kecil.</translation>
    </message>
    <message>
        <source>The model could not be converted</source>
        <translation>Model tidak dapat dikonversi</translation>
    </message>
    <message>
        <source>The conversion stopped with an error. Your original model was not changed.</source>
        <translation>Konversi terhenti karena kesalahan. Model asli Anda tidak diubah.</translation>
    </message>
    <message>
        <source>Try again with another precision. If that fails too, copy the report and send it to us.</source>
        <translation>Coba lagi dengan presisi lain. Jika itu juga gagal, salin laporannya dan kirimkan kepada kami.</translation>
    </message>
    <message>
        <source>The converted model does not work</source>
        <translation>Model hasil konversi tidak berfungsi</translation>
    </message>
    <message>
        <source>The conversion ended, but the new model could not be loaded or gave no sensible answer, so it was deleted. Your original model was not changed.</source>
        <translation>Konversi selesai, tetapi model baru tidak dapat dimuat atau tidak memberi jawaban yang masuk akal, sehingga dihapus. Model asli Anda tidak diubah.</translation>
    </message>
    <message>
        <source>This is not a converted model</source>
        <translation>Ini bukan model hasil konversi</translation>
    </message>
    <message>
        <source>“{path}” is missing a file that a converted model needs, for example “genai_config.json” or “model.onnx”.</source>
        <translation>Di “{path}” tidak ada berkas yang dibutuhkan model hasil konversi, misalnya “genai_config.json” atau “model.onnx”.</translation>
    </message>
    <message>
        <source>Choose the folder that a conversion made, or convert the original model first.</source>
        <translation>Pilih folder hasil konversi, atau konversikan dulu model aslinya.</translation>
    </message>
    <message>
        <source>This model is not safe</source>
        <translation>Model ini tidak aman</translation>
    </message>
    <message>
        <source>Delete it, unless you can trust whoever made it; then ask for a new one.</source>
        <translation>Hapus model ini, kecuali Anda dapat memercayai pembuatnya; jika begitu, mintalah yang baru.</translation>
    </message>
    <message>
        <source>Foundry Local did not accept the model</source>
        <translation>Foundry Local tidak menerima model ini</translation>
    </message>
    <message>
        <source>The model could not be added to Foundry Local&apos;s list. The converted files are still there.</source>
        <translation>Model tidak dapat ditambahkan ke daftar Foundry Local. Berkas hasil konversi masih ada.</translation>
    </message>
    <message>
        <source>Close other programs that use Foundry Local and try again, perhaps with another name.</source>
        <translation>Tutup program lain yang memakai Foundry Local lalu coba lagi, bila perlu dengan nama lain.</translation>
    </message>
    <message>
        <source>Foundry Local could not load the model</source>
        <translation>Foundry Local tidak dapat memuat model</translation>
    </message>
    <message>
        <source>The model is in Foundry Local&apos;s list, but it could not be started. A file may be missing or damaged, or memory may be short.</source>
        <translation>Model ada di daftar Foundry Local, tetapi tidak dapat dijalankan. Mungkin ada berkas yang hilang atau rusak, atau memori tidak cukup.</translation>
    </message>
    <message>
        <source>Close other programs and try again. If it fails again, convert the model again.</source>
        <translation>Tutup program lain lalu coba lagi. Jika tetap gagal, konversikan ulang modelnya.</translation>
    </message>
    <message>
        <source>It cannot be compared with this model</source>
        <translation>Tidak dapat dibandingkan dengan model ini</translation>
    </message>
    <message>
        <source>“{path}” is not what the installed model was made from, or Hugging Face&apos;s libraries cannot run it here.</source>
        <translation>“{path}” bukan asal dari model yang terpasang, atau pustaka Hugging Face tidak dapat menjalankannya di sini.</translation>
    </message>
    <message>
        <source>Choose the folder that the installed model was converted from, or measure it without one.</source>
        <translation>Pilih folder asal konversi model yang terpasang, atau ukur tanpa folder itu.</translation>
    </message>
    <message>
        <source>Part of the model is missing</source>
        <translation>Sebagian model ini hilang</translation>
    </message>
    <message>
        <source>A file of this name already exists</source>
        <translation>Berkas dengan nama ini sudah ada</translation>
    </message>
    <message>
        <source>“{path}” already exists, and nothing of yours is overwritten unasked.</source>
        <translation>“{path}” sudah ada, dan milik Anda tidak pernah ditimpa tanpa diminta.</translation>
    </message>
    <message>
        <source>Choose another name, or move that file away. In a terminal, --replace replaces it.</source>
        <translation>Pilih nama lain, atau pindahkan berkas itu. Di terminal, --replace menggantinya.</translation>
    </message>
    <message>
        <source>There is no such model</source>
        <translation>Model itu tidak ada</translation>
    </message>
    <message>
        <source>No installed model is named “{name}”.</source>
        <translation>Tidak ada model terpasang yang bernama “{name}”.</translation>
    </message>
    <message>
        <source>A name has at most 64 characters: letters without accents, digits, dots, hyphens and underscores, the first of them a letter or a digit. Some words are reserved by Windows or Foundry Local.</source>
        <translation>Nama paling banyak 64 karakter: huruf tanpa aksen, angka, titik, tanda hubung, dan garis bawah, diawali huruf atau angka. Beberapa kata dipakai sendiri oleh Windows atau Foundry Local.</translation>
    </message>
    <message>
        <source>Another conversion is working in this place</source>
        <translation>Konversi lain sedang berjalan di tempat ini</translation>
    </message>
    <message>
        <source>A conversion to “{path}” is running already, perhaps in another window.</source>
        <translation>Konversi ke “{path}” sudah berjalan, mungkin di jendela lain.</translation>
    </message>
    <message>
        <source>Wait until it has ended, or choose another name or folder.</source>
        <translation>Tunggu sampai selesai, atau pilih nama atau folder lain.</translation>
    </message>
    <message>
        <source>The folder has disappeared</source>
        <translation>Folder menghilang</translation>
    </message>
    <message>
        <source>While the model was being saved, the folder with “{path}” went away: its drive was unplugged, or somebody deleted or moved it. Your original model was not changed.</source>
        <translation>Saat model sedang disimpan, folder “{path}” menghilang: drive-nya dicabut, atau seseorang menghapus atau memindahkannya. Model asli Anda tidak berubah.</translation>
    </message>
    <message>
        <source>Connect the drive again, or choose another folder, and try again.</source>
        <translation>Sambungkan kembali drive-nya, atau pilih folder lain, lalu coba lagi.</translation>
    </message>
    <message>
        <source>Go back to the page “This computer”, which lists what is missing and how to get it.</source>
        <translation>Kembali ke halaman “Komputer ini”, yang memuat apa yang kurang dan cara mendapatkannya.</translation>
    </message>
    <message>
        <source>The model is damaged</source>
        <translation>Model ini rusak</translation>
    </message>
    <message>
        <source>Its weights “{name}” hold values that are no numbers (NaN or infinity), so it could only answer nonsense. That happens when a training goes wrong.</source>
        <translation>Bobot “{name}” berisi nilai yang bukan angka (NaN atau tak hingga), sehingga jawabannya pasti ngawur. Ini terjadi bila pelatihan gagal.</translation>
    </message>
    <message>
        <source>Use an earlier checkpoint of the training, or train again with a smaller learning rate.</source>
        <translation>Gunakan checkpoint pelatihan yang lebih awal, atau latih ulang dengan learning rate yang lebih kecil.</translation>
    </message>
    <message>
        <source>This is no training file that can be read</source>
        <translation>Ini bukan berkas pelatihan yang dapat dibaca</translation>
    </message>
    <message>
        <source>In “{file}” no question with an answer and no text was found. Alpaca, ShareGPT, “messages” and tables with a column for the question and one for the answer are understood.</source>
        <translation>Di “{file}” tidak ditemukan pertanyaan dengan jawaban maupun teks. Yang dipahami: Alpaca, ShareGPT, “messages”, dan tabel dengan satu kolom untuk pertanyaan dan satu untuk jawaban.</translation>
    </message>
    <message>
        <source>Choose the file that the model was trained with, or go on without one.</source>
        <translation>Pilih berkas yang dipakai untuk melatih model, atau lanjutkan tanpa berkas.</translation>
    </message>
    <message>
        <source>There is no question in this file</source>
        <translation>Tidak ada pertanyaan di berkas ini</translation>
    </message>
    <message>
        <source>In “{file}” no line could be used. A table needs a first line that names its columns: question, and where you like expected, judge and system. JSON lines and training files are understood too.</source>
        <translation>Tidak ada baris di “{file}” yang dapat dipakai. Baris pertama tabel harus menyebut nama kolomnya: question, dan bila perlu expected, judge, dan system. JSON lines dan berkas pelatihan juga dimengerti.</translation>
    </message>
    <message>
        <source>Correct the file, or write one question a line.</source>
        <translation>Perbaiki berkasnya, atau tulis satu pertanyaan per baris.</translation>
    </message>
    <message>
        <source>The model was changed meanwhile</source>
        <translation>Model berubah selagi dikonversi</translation>
    </message>
    <message>
        <source>Something wrote to the files in “{path}” while they were being converted, perhaps a training that is still running. The result would have been a mixture, so it was deleted.</source>
        <translation>Ada yang menulis ke berkas di “{path}” selagi berkas itu dikonversi, mungkin pelatihan yang masih berjalan. Hasilnya akan tercampur, jadi dihapus.</translation>
    </message>
    <message>
        <source>Wait until the model has been saved completely, then convert it again.</source>
        <translation>Tunggu sampai model selesai disimpan, lalu konversi lagi.</translation>
    </message>
    <message>
        <source>Its file “{file}” leads to other files of this computer or to program code, or asks the runtime for what no model needs. It is not used.</source>
        <translation>Berkas “{file}” di dalamnya mengarah ke berkas lain di komputer ini atau ke kode program, atau meminta dari runtime sesuatu yang tidak diperlukan model mana pun. Model ini tidak dipakai.</translation>
    </message>
    <message>
        <source>The model gave no answer</source>
        <translation>Model tidak memberi jawaban</translation>
    </message>
    <message>
        <source>Foundry Local stopped with an error while it was answering.</source>
        <translation>Foundry Local terhenti karena kesalahan ketika sedang menjawab.</translation>
    </message>
    <message>
        <source>Ask again. If it fails again, install the model again or copy the report and send it to us.</source>
        <translation>Ajukan lagi pertanyaannya. Jika tetap gagal, pasang ulang modelnya, atau salin laporannya dan kirimkan kepada kami.</translation>
    </message>
    <message>
        <source>Foundry Local answers otherwise than it should</source>
        <translation>Jawaban Foundry Local tidak seperti seharusnya</translation>
    </message>
    <message>
        <source>Before a model counts as installed, Foundry Local and the runtime beneath it are asked the same question. Their answers were not the same, so the model was not installed. Nothing else was changed.</source>
        <translation>Sebelum sebuah model dianggap terpasang, Foundry Local dan runtime di bawahnya diberi pertanyaan yang sama. Jawaban keduanya berbeda, jadi model ini tidak dipasang. Tidak ada hal lain yang diubah.</translation>
    </message>
    <message>
        <source>Try again. If it fails again, convert the model again, or copy the report and send it to us.</source>
        <translation>Coba lagi. Jika gagal lagi, konversikan ulang modelnya, atau salin laporannya dan kirimkan kepada kami.</translation>
    </message>
    <message>
        <source>The text is too long for this model</source>
        <translation>Teks terlalu panjang untuk model ini</translation>
    </message>
    <message>
        <source>The conversation and your question together are longer than what the model can read at once ({context} tokens).</source>
        <translation>Percakapan ditambah pertanyaan Anda lebih panjang daripada yang dapat dibaca model sekaligus ({context} token).</translation>
    </message>
    <message>
        <source>Shorten your question or start a new conversation.</source>
        <translation>Persingkat pertanyaan Anda atau mulai percakapan baru.</translation>
    </message>
    <message>
        <source>The work stood still</source>
        <translation>Pekerjaan berhenti di tempat</translation>
    </message>
    <message>
        <source>The program that does the work in the background has done nothing for {minutes} minutes, so it was ended. A drive that does not answer, or another program that has stopped it, can be the reason.</source>
        <translation>Program yang bekerja di latar belakang tidak melakukan apa-apa selama {minutes} menit, jadi dihentikan. Sebabnya bisa cakram yang tidak menjawab, atau program lain yang menghentikannya.</translation>
    </message>
    <message>
        <source>Check that the drives are connected, and try again.</source>
        <translation>Periksa apakah semua drive tersambung, lalu coba lagi.</translation>
    </message>
    <message>
        <source>The chat template does not come to an end</source>
        <translation>Templat percakapan tidak pernah selesai</translation>
    </message>
    <message>
        <source>For this question the model&apos;s chat template takes more time or memory than any template needs, so the answer was ended. Other questions can be asked.</source>
        <translation>Untuk pertanyaan ini templat percakapan model memakan waktu atau memori lebih banyak daripada yang diperlukan templat mana pun, maka jawabannya diakhiri. Pertanyaan lain tetap dapat diajukan.</translation>
    </message>
    <message>
        <source>Ask otherwise. If it happens again, do not use a model of whoever made it.</source>
        <translation>Ajukan dengan cara lain. Jika terjadi lagi, jangan pakai model dari pembuatnya.</translation>
    </message>
    <message>
        <source>The tokenizer does not come to an end</source>
        <translation>Tokenizer tidak pernah selesai</translation>
    </message>
    <message>
        <source>The file “{file}” makes any text so large, or so slow to read, that the computer would have no memory or no time left. Nothing was converted.</source>
        <translation>Berkas “{file}” membuat teks apa pun begitu besar, atau begitu lambat dibaca, sehingga memori atau waktu komputer akan habis. Tidak ada yang dikonversi.</translation>
    </message>
    <message>
        <source>Use the tokenizer of the original model, or do not use a model of whoever made this one.</source>
        <translation>Pakai tokenizer model aslinya, atau jangan pakai model dari pembuat model ini.</translation>
    </message>
    <message>
        <source>The package is damaged or incomplete</source>
        <translation>Paket rusak atau tidak lengkap</translation>
    </message>
    <message>
        <source>This is not a model package, or something was lost when it was copied or downloaded. Nothing was installed.</source>
        <translation>Berkas ini bukan paket model, atau ada yang hilang saat disalin atau diunduh. Tidak ada yang dipasang.</translation>
    </message>
    <message>
        <source>Copy or download it once more, or ask whoever made it for a new one.</source>
        <translation>Salin atau unduh sekali lagi, atau minta paket baru dari pembuatnya.</translation>
    </message>
    <message>
        <source>This package is not safe</source>
        <translation>Paket ini tidak aman</translation>
    </message>
    <message>
        <source>It is built in a way that no model package is, and that could harm your computer. Nothing was installed.</source>
        <translation>Susunannya tidak seperti paket model mana pun dan bisa membahayakan komputer Anda. Tidak ada yang dipasang.</translation>
    </message>
    <message>
        <source>Delete it, unless you can trust whoever gave it to you; then ask for a new one.</source>
        <translation>Hapus saja, kecuali Anda percaya kepada pemberinya; kalau begitu, mintalah paket yang baru.</translation>
    </message>
    <message>
        <source>The package was made by a newer version of this program</source>
        <translation>Paket ini dibuat dengan versi program yang lebih baru</translation>
    </message>
    <message>
        <source>Its format is number {found}; this version reads up to number {needed}.</source>
        <translation>Formatnya nomor {found}; versi ini hanya bisa membaca sampai nomor {needed}.</translation>
    </message>
    <message>
        <source>Install the newest version of this program and try again.</source>
        <translation>Pasang versi terbaru program ini, lalu coba lagi.</translation>
    </message>
    <message>
        <source>The drive cannot hold so large a file</source>
        <translation>Drive ini tidak bisa menyimpan berkas sebesar itu</translation>
    </message>
    <message>
        <source>The drive with “{path}” is formatted as FAT32, on which a file has at most 4 GB.</source>
        <translation>Drive tempat “{path}” berformat FAT32, yang hanya menampung berkas hingga 4 GB.</translation>
    </message>
    <message>
        <source>Choose another drive, or format this one as exFAT, which deletes what is on it.</source>
        <translation>Pilih drive lain, atau format drive ini sebagai exFAT; isinya akan terhapus.</translation>
    </message>
    <message>
        <source>“Installed models” shows those that are there; in a terminal, “model-installer models” lists them.</source>
        <translation>“Model terpasang” menampilkan yang ada; di terminal, “model-installer models” menampilkan daftarnya.</translation>
    </message>
    <message>
        <source>Another window is working on this</source>
        <translation>Jendela lain sedang mengerjakan ini</translation>
    </message>
    <message>
        <source>The same model in “{path}” is being changed at this moment.</source>
        <translation>Model yang sama di “{path}” sedang diubah saat ini.</translation>
    </message>
    <message>
        <source>Wait until the other window is done, and try again.</source>
        <translation>Tunggu sampai jendela lain selesai, lalu coba lagi.</translation>
    </message>
    <message>
        <source>A newer version of this app keeps these models</source>
        <translation>Model-model ini dikelola oleh versi aplikasi yang lebih baru</translation>
    </message>
    <message>
        <source>The models in “{path}” were last changed by the newer version {version}. Here you can chat with them, but nothing is added or changed, so that nothing is lost.</source>
        <translation>Model-model di “{path}” terakhir diubah oleh versi yang lebih baru, {version}. Di sini Anda dapat mengobrol dengannya, tetapi tidak ada yang ditambahkan atau diubah agar tidak ada yang hilang.</translation>
    </message>
    <message>
        <source>Use the newer version, or choose another folder for the models of this version.</source>
        <translation>Gunakan versi yang lebih baru, atau pilih folder lain untuk model-model versi ini.</translation>
    </message>
    <message>
        <source>The model is in use</source>
        <translation>Model sedang digunakan</translation>
    </message>
    <message>
        <source>A program is working in “{path}”, perhaps a chat in another window. Nothing was changed.</source>
        <translation>Ada program yang sedang bekerja di “{path}”, mungkin chat di jendela lain. Tidak ada yang diubah.</translation>
    </message>
    <message>
        <source>End that chat or close that program, and try again.</source>
        <translation>Akhiri chat itu atau tutup program tersebut, lalu coba lagi.</translation>
    </message>
    <message>
        <source>The model could not be moved to the trash</source>
        <translation>Model tidak dapat dipindahkan ke tempat sampah</translation>
    </message>
    <message>
        <source>The drive with “{path}” has no trash that you may use. The model is still installed.</source>
        <translation>Drive yang berisi “{path}” tidak memiliki tempat sampah yang dapat Anda pakai. Model masih terpasang.</translation>
    </message>
    <message>
        <source>Delete it permanently instead, or ask whoever looks after this drive.</source>
        <translation>Hapus secara permanen saja, atau tanyakan kepada pengelola drive ini.</translation>
    </message>
    <message>
        <source>Another program uses this port</source>
        <translation>Port ini dipakai program lain</translation>
    </message>
    <message>
        <source>Nothing can be offered at port {port}: it is in use, or not for everybody.</source>
        <translation>Port {port} tidak dapat dipakai: sudah digunakan, atau tidak terbuka untuk semua orang.</translation>
    </message>
    <message>
        <source>Choose another number above 1024, or none; then a free one is taken.</source>
        <translation>Pilih nomor lain di atas 1024, atau kosongkan agar dipilih yang bebas.</translation>
    </message>
    <message>
        <source>The foundry command is not on this computer</source>
        <translation>Perintah foundry tidak ada di komputer ini</translation>
    </message>
    <message>
        <source>Nothing named “foundry” that tells its version can be started from a terminal.</source>
        <translation>Tidak ada program bernama “foundry” yang menyebutkan versinya dan dapat dijalankan dari terminal.</translation>
    </message>
    <message>
        <source>You do not need it: the chat here and “Use it from programs” do without.</source>
        <translation>Anda tidak memerlukannya: chat di sini dan “Gunakan dari program” berjalan tanpanya.</translation>
    </message>
    <message>
        <source>This version of the foundry command takes no models this way</source>
        <translation>Versi perintah foundry ini tidak menerima model dengan cara ini</translation>
    </message>
    <message>
        <source>Up to version 0.10 the command finds models in its folder. Version {found} does not look there any more, and how it is told of a model of your own is not documented yet.</source>
        <translation>Sampai versi 0.10, perintah itu menemukan model di foldernya. Versi {found} tidak lagi mencari di sana, dan cara memberitahukan model Anda sendiri belum didokumentasikan.</translation>
    </message>
    <message>
        <source>Use the chat here or “Use it from programs” instead.</source>
        <translation>Gunakan chat di sini atau “Gunakan dari program” sebagai gantinya.</translation>
    </message>
    <message>
        <source>The foundry command did not find the model</source>
        <translation>Perintah foundry tidak menemukan model</translation>
    </message>
    <message>
        <source>The model was put into its folder, but version {found} does not list it, so it was taken away again. It is still installed here.</source>
        <translation>Model sudah diletakkan di foldernya, tetapi versi {found} tidak mencantumkannya, jadi model dikeluarkan lagi dari sana. Model tetap terpasang di sini.</translation>
    </message>
    <message>
        <source>See in a terminal whether “foundry cache ls” works, and try again.</source>
        <translation>Periksa di terminal apakah “foundry cache ls” berfungsi, lalu coba lagi.</translation>
    </message>
    <message>
        <source>The disk is full</source>
        <translation>Disk penuh</translation>
    </message>
    <message>
        <source>In the trash “{path}” would take as much space, and nothing can be noted on a full disk.</source>
        <translation>Di tempat sampah “{path}” akan memakan ruang yang sama, dan tidak ada yang dapat dicatat di disk yang penuh.</translation>
    </message>
    <message>
        <source>Delete it permanently instead (in a terminal: --permanently).</source>
        <translation>Hapuslah secara permanen (di terminal: --permanently).</translation>
    </message>
    <message>
        <source>This library can only be read</source>
        <translation>Pustaka ini hanya dapat dibaca</translation>
    </message>
    <message>
        <source>The models in “{library}” can be used, but the computer does not allow changing them. Nothing was changed.</source>
        <translation>Model di “{library}” dapat dipakai, tetapi komputer tidak mengizinkan mengubahnya. Tidak ada yang diubah.</translation>
    </message>
    <message>
        <source>Ask whoever looks after that folder or drive, or install the model elsewhere.</source>
        <translation>Tanyakan kepada pengelola folder atau drive itu, atau pasang model di tempat lain.</translation>
    </message>
    <message>
        <source>There is no such version</source>
        <translation>Versi itu tidak ada</translation>
    </message>
    <message>
        <source>“{name}” is not installed in version {version}.</source>
        <translation>“{name}” versi {version} tidak terpasang.</translation>
    </message>
    <message>
        <source>In a terminal, “model-installer models” lists what is installed.</source>
        <translation>Di terminal, “model-installer models” menampilkan apa saja yang terpasang.</translation>
    </message>
    <message>
        <source>Choose another name, or remove the installed model first. In a terminal, --name gives it another name, --update makes it a further version, and --replace puts it in the place of the old one.</source>
        <translation>Pilih nama lain, atau hapus dulu model yang terpasang. Di terminal, --name memberinya nama lain, --update menjadikannya versi tambahan, dan --replace menaruhnya menggantikan yang lama.</translation>
    </message>
    <message>
        <source>The computer ran out of memory</source>
        <translation>Komputer kehabisan memori</translation>
    </message>
    <message>
        <source>The work needed more memory than was free, and the system ended it. Your original model was not changed.</source>
        <translation>Proses membutuhkan memori lebih banyak daripada yang kosong, sehingga dihentikan oleh sistem. Model asli Anda tidak diubah.</translation>
    </message>
    <message>
        <source>Close other programs, above all web browsers, and try again. If it fails again, choose a smaller model.</source>
        <translation>Tutup program lain, terutama peramban web, lalu coba lagi. Jika tetap gagal, pilih model yang lebih kecil.</translation>
    </message>
    <message>
        <source>The work ended unexpectedly</source>
        <translation>Proses berakhir tak terduga</translation>
    </message>
    <message>
        <source>The program that does the work in the background stopped without saying why (code {code}). Your original model was not changed.</source>
        <translation>Program yang bekerja di latar belakang berhenti tanpa memberi tahu sebabnya (kode {code}). Model asli Anda tidak diubah.</translation>
    </message>
    <message>
        <source>Try again. If it happens again, copy the report and send it to us.</source>
        <translation>Coba lagi. Jika terulang, salin laporannya dan kirimkan kepada kami.</translation>
    </message>
    <message>
        <source>You stopped it</source>
        <translation>Anda menghentikannya</translation>
    </message>
    <message>
        <source>The work was cancelled. What was half done has been deleted.</source>
        <translation>Proses dibatalkan. Hasil yang belum selesai dihapus kembali.</translation>
    </message>
    <message>
        <source>Start again whenever you like.</source>
        <translation>Mulai lagi kapan saja Anda mau.</translation>
    </message>
    <message>
        <source>Something went wrong in the installer</source>
        <translation>Terjadi kesalahan dalam program ini</translation>
    </message>
    <message>
        <source>This is a mistake of ours, not of yours. Your original model was not changed.</source>
        <translation>Ini kesalahan kami, bukan kesalahan Anda. Model asli Anda tidak diubah.</translation>
    </message>
    <message>
        <source>Copy the report and send it to us.</source>
        <translation>Salin laporannya dan kirimkan kepada kami.</translation>
    </message>
    <message>
        <source>“{path}” itself holds no model, but the folder “{subfolder}” in it does.</source>
        <translation>“{path}” sendiri tidak berisi model, tetapi folder “{subfolder}” di dalamnya berisi model.</translation>
    </message>
    <message>
        <source>Choose the folder “{subfolder}”.</source>
        <translation>Pilih folder “{subfolder}”.</translation>
    </message>
    <message>
        <source>Of each of its attention heads, {rotated} numbers carry the position. On a processor only multiples of 16 work, so it would fail at the first word.</source>
        <translation>Pada setiap kepala perhatiannya (attention head), {rotated} angka membawa posisi. Pada prosesor hanya kelipatan 16 yang berfungsi, jadi model akan gagal pada kata pertama.</translation>
    </message>
    <message>
        <source>Choose a model with other sizes. They cannot be changed after training. All well-known models are fine.</source>
        <translation>Pilih model dengan ukuran lain. Ukuran itu tidak bisa diubah setelah pelatihan. Semua model yang terkenal aman.</translation>
    </message>
    <message>
        <source>The context length is odd</source>
        <translation>Panjang konteksnya janggal</translation>
    </message>
    <message>
        <source>“config.json” should say how many tokens the model can keep in mind (“max_position_embeddings”), but “{found}” is no number that a model can have there.</source>
        <translation>“config.json” seharusnya menyebutkan berapa token yang dapat diingat model (“max_position_embeddings”), tetapi “{found}” bukan angka yang masuk akal di sana.</translation>
    </message>
    <message>
        <source>Choose a “dense” model. Most models up to 8 billion parameters are.</source>
        <translation>Pilih model “padat” (dense). Kebanyakan model hingga 8 miliar parameter termasuk jenis ini.</translation>
    </message>
    <message>
        <source>The layers of “{architecture}” have several widths, and some share their memory of the text. The converter can only make them all alike.</source>
        <translation>Lapisan “{architecture}” berbeda-beda lebarnya, dan beberapa di antaranya berbagi ingatan tentang teks. Pengonversi hanya dapat membuat semuanya sama.</translation>
    </message>
    <message>
        <source>This model also sees or hears</source>
        <translation>Model ini juga melihat atau mendengar</translation>
    </message>
    <message>
        <source>The folder names program code of its own</source>
        <translation>Folder ini menyebut kode program sendiri</translation>
    </message>
    <message>
        <source>“{architecture}” is a known family, so the Python files of the folder are not needed. Files of strangers are never run here.</source>
        <translation>“{architecture}” adalah keluarga yang dikenal, jadi berkas Python di folder ini tidak diperlukan. Berkas dari orang yang tidak dikenal tidak pernah dijalankan di sini.</translation>
    </message>
    <message>
        <source>The tokenizer is in an older format</source>
        <translation>Tokenizer memakai format lama</translation>
    </message>
    <message>
        <source>There is “{older}”, but not the file “tokenizer.json”, which Foundry Local needs to cut text into pieces.</source>
        <translation>Ada “{older}”, tetapi tidak ada berkas “tokenizer.json”, yang diperlukan Foundry Local untuk memotong teks.</translation>
    </message>
    <message>
        <source>Take the tokenizer files of the model that you started your training from. Most models on the internet have a “tokenizer.json”.</source>
        <translation>Ambil berkas tokenizer dari model awal pelatihan Anda. Kebanyakan model di internet memiliki “tokenizer.json”.</translation>
    </message>
    <message>
        <source>This model was exported to ONNX by another program</source>
        <translation>Model ini diekspor ke ONNX oleh program lain</translation>
    </message>
    <message>
        <source>The folder has ONNX files, but not the “genai_config.json” with which Foundry Local runs them, and no original weights.</source>
        <translation>Folder ini berisi berkas ONNX, tetapi tidak memiliki “genai_config.json” yang dipakai Foundry Local untuk menjalankannya, dan tidak ada bobot aslinya.</translation>
    </message>
    <message>
        <source>The model may not stop answering</source>
        <translation>Model mungkin tidak berhenti menjawab</translation>
    </message>
    <message>
        <source>An answer ends with “{token}”, but the model&apos;s settings do not list it as a stop token. Answers would run on without end.</source>
        <translation>Jawaban berakhir dengan “{token}”, tetapi pengaturan model tidak mencantumkannya sebagai token penghenti. Jawaban akan berlanjut tanpa henti.</translation>
    </message>
    <message>
        <source>A part of the model is missing</source>
        <translation>Ada bagian model yang hilang</translation>
    </message>
    <message>
        <source>“{tensor}” is not in the weight files, though every model of this kind has it. It would be filled with random numbers.</source>
        <translation>“{tensor}” tidak ada di berkas bobot, padahal setiap model jenis ini memilikinya. Tempatnya akan diisi angka acak.</translation>
    </message>
    <message>
        <source>Save or copy the whole model again. If you changed “config.json”, undo the change.</source>
        <translation>Simpan atau salin lagi seluruh modelnya. Jika Anda mengubah “config.json”, batalkan perubahannya.</translation>
    </message>
    <message>
        <source>The adapter was saved beside the weights, not merged</source>
        <translation>Adaptor disimpan di samping bobot, tidak digabungkan</translation>
    </message>
    <message>
        <source>“{unmerged}” belongs to an adapter (LoRA). Saved like this, the model would forget what it learnt, or not load at all.</source>
        <translation>“{unmerged}” milik sebuah adaptor (LoRA). Jika disimpan seperti ini, model akan lupa hasil belajarnya, atau tidak dapat dimuat.</translation>
    </message>
    <message>
        <source>Let your training program merge the adapter and save the model again (“merge_and_unload” in PEFT, “merged_16bit” in Unsloth), or save the adapter alone and choose that folder.</source>
        <translation>Gabungkan adaptor dengan program pelatihan Anda dan simpan lagi modelnya (“merge_and_unload” di PEFT, “merged_16bit” di Unsloth), atau simpan adaptornya saja dan pilih folder itu.</translation>
    </message>
    <message>
        <source>The model was saved with its wrapping</source>
        <translation>Model tersimpan bersama pembungkusnya</translation>
    </message>
    <message>
        <source>The model has {needed} layers according to “config.json”, but only {found} are in its weight files.</source>
        <translation>Menurut “config.json”, model ini memiliki {needed} lapisan, tetapi hanya {found} yang ada dalam berkas bobotnya.</translation>
    </message>
    <message>
        <source>Save or copy the model again. If you changed “config.json”, undo the change. An adapter has to be merged into its base model first.</source>
        <translation>Simpan atau salin lagi modelnya. Jika Anda mengubah “config.json”, batalkan perubahan itu. Adaptor harus digabungkan dulu ke model dasarnya.</translation>
    </message>
    <message>
        <source>The work needs {needed_bytes}, but only {free_bytes} are free on the disk with “{path}”.</source>
        <translation>Proses membutuhkan {needed_bytes}, tetapi hanya {free_bytes} yang kosong di disk tempat “{path}”.</translation>
    </message>
    <message>
        <source>The work was ended from outside</source>
        <translation>Pekerjaan dihentikan dari luar</translation>
    </message>
    <message>
        <source>Somebody, or another program, ended the program that does the work in the background. There was enough memory. Your original model was not changed.</source>
        <translation>Seseorang, atau program lain, menghentikan program yang bekerja di latar belakang. Memori masih cukup. Model asli Anda tidak berubah.</translation>
    </message>
    <message>
        <source>Try again, and do not end it in the system&apos;s list of programs.</source>
        <translation>Coba lagi, dan jangan hentikan program itu dari daftar program sistem.</translation>
    </message>
    <message>
        <source>It holds something that no model needs and that could harm your computer: {file}. Nothing was installed.</source>
        <translation>Isinya ada yang tidak diperlukan model mana pun dan bisa membahayakan komputer Anda: {file}. Tidak ada yang dipasang.</translation>
    </message>
    <message>
        <source>What has been done so far is kept, so that it can go on from there: “{path}”.</source>
        <translation>Yang sudah dikerjakan tetap disimpan agar bisa dilanjutkan dari sana: “{path}”.</translation>
    </message>
    <message>
        <source>Somebody, another program, or the system because memory was short, ended the program that does the work in the background. Your original model was not changed.</source>
        <translation>Program yang bekerja di latar belakang dihentikan oleh seseorang, oleh program lain, atau oleh sistem karena memori kurang. Model asli Anda tidak diubah.</translation>
    </message>
    <message>
        <source>Close other programs and try again.</source>
        <translation>Tutup program lain, lalu coba lagi.</translation>
    </message>
    <message>
        <source>There is not enough memory</source>
        <translation>Memori tidak cukup</translation>
    </message>
    <message>
        <source>The work needs about {needed_bytes} of memory, but only {free_bytes} are free.</source>
        <translation>Proses membutuhkan memori sekitar {needed_bytes}, tetapi hanya {free_bytes} yang kosong.</translation>
    </message>
    <message>
        <source>Close other programs, above all web browsers, and try again, or choose a smaller model.</source>
        <translation>Tutup program lain, terutama peramban web, lalu coba lagi, atau pilih model yang lebih kecil.</translation>
    </message>
    <message>
        <source>This is not a whole converted model</source>
        <translation>Model hasil konversi ini tidak lengkap</translation>
    </message>
    <message>
        <source>“{path}” should also hold these files: {missing}.</source>
        <translation>“{path}” seharusnya juga berisi berkas berikut: {missing}.</translation>
    </message>
    <message>
        <source>The computer refused to read “{file}” in the model&apos;s folder: {reason}.</source>
        <translation>Komputer menolak membaca “{file}” di folder model: {reason}.</translation>
    </message>
    <message>
        <source>Operating system</source>
        <translation>Sistem operasi</translation>
    </message>
    <message>
        <source>Foundry Local needs one of these systems, or a newer one: {needed}.</source>
        <translation>Foundry Local membutuhkan salah satu sistem berikut, atau yang lebih baru: {needed}.</translation>
    </message>
    <message>
        <source>Update the system, or use another computer.</source>
        <translation>Perbarui sistemnya, atau pakai komputer lain.</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>Prosesor</translation>
    </message>
    <message>
        <source>The model is computed by the processor, which has to be a 64-bit one: {needed}.</source>
        <translation>Model dihitung oleh prosesor, yang harus berjenis 64-bit: {needed}.</translation>
    </message>
    <message>
        <source>Use another computer. If your processor is a 64-bit one, install a 64-bit system.</source>
        <translation>Pakai komputer lain. Jika prosesor Anda 64-bit, pasang sistem 64-bit.</translation>
    </message>
    <message>
        <source>Instructions of the processor</source>
        <translation>Instruksi prosesor</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Memori</translation>
    </message>
    <message>
        <source>Converting and running a model takes place in memory. At least {needed} should be installed.</source>
        <translation>Mengonversi dan menjalankan model berlangsung di memori. Sebaiknya terpasang sedikitnya {needed}.</translation>
    </message>
    <message>
        <source>Choose a small model, or use a computer with more memory.</source>
        <translation>Pilih model kecil, atau pakai komputer dengan memori lebih besar.</translation>
    </message>
    <message>
        <source>Graphics card</source>
        <translation>Kartu grafis</translation>
    </message>
    <message>
        <source>None is needed: models made here run on the processor.</source>
        <translation>Tidak diperlukan: model yang dibuat di sini berjalan di prosesor.</translation>
    </message>
    <message>
        <source>Neural processor (NPU)</source>
        <translation>Prosesor neural (NPU)</translation>
    </message>
    <message>
        <source>ONNX</source>
        <translation>ONNX</translation>
    </message>
    <message>
        <source>It writes the file of the converted model. Version {needed} or newer is needed.</source>
        <translation>Menulis berkas model hasil konversi. Perlu versi {needed} atau yang lebih baru.</translation>
    </message>
    <message>
        <source>NumPy</source>
        <translation>NumPy</translation>
    </message>
    <message>
        <source>It computes with the model&apos;s weights. Version {needed} or newer is needed.</source>
        <translation>Menghitung dengan bobot model. Perlu versi {needed} atau yang lebih baru.</translation>
    </message>
    <message>
        <source>PyTorch</source>
        <translation>PyTorch</translation>
    </message>
    <message>
        <source>It reads the model that you trained. Version {needed} or newer is needed.</source>
        <translation>Membaca model yang Anda latih. Perlu versi {needed} atau yang lebih baru.</translation>
    </message>
    <message>
        <source>Older instructions ask for it, to build ONNX Runtime GenAI. It is not needed any more: that comes built.</source>
        <translation>Petunjuk lama memintanya untuk membangun ONNX Runtime GenAI. Sekarang tidak diperlukan lagi karena ONNX Runtime GenAI sudah jadi.</translation>
    </message>
    <message>
        <source>The “foundry” command</source>
        <translation>Perintah “foundry”</translation>
    </message>
    <message>
        <source>It is not needed: this program brings Foundry Local&apos;s runtime, without the command.</source>
        <translation>Tidak diperlukan: program ini sudah membawa runtime Foundry Local, tanpa perintah itu.</translation>
    </message>
    <message>
        <source>Disk space for models</source>
        <translation>Ruang disk untuk model</translation>
    </message>
    <message>
        <source>Models are converted and kept in “{path}”. At least {needed} must be free.</source>
        <translation>Model dikonversi dan disimpan di “{path}”. Harus ada ruang kosong paling sedikit {needed}.</translation>
    </message>
    <message>
        <source>Disk space for the installer</source>
        <translation>Ruang disk untuk program ini</translation>
    </message>
    <message>
        <source>The list of your models and the logs are in “{path}”. At least {needed} must be free.</source>
        <translation>Daftar model Anda dan catatan log berada di “{path}”. Harus ada ruang kosong paling sedikit {needed}.</translation>
    </message>
    <message>
        <source>Free some space on this disk.</source>
        <translation>Kosongkan sebagian ruang di disk ini.</translation>
    </message>
    <message>
        <source>Disk space for temporary files</source>
        <translation>Ruang disk untuk berkas sementara</translation>
    </message>
    <message>
        <source>Some small files are in “{path}” for a while; the large ones are beside your models. At least {needed} should be free there.</source>
        <translation>Beberapa berkas kecil berada di “{path}” untuk sementara; yang besar berada di samping model Anda. Sebaiknya ada ruang kosong paling sedikit {needed} di sana.</translation>
    </message>
    <message>
        <source>Cloud synchronisation</source>
        <translation>Sinkronisasi cloud</translation>
    </message>
    <message>
        <source>A cloud service that keeps the folder of your models in step would upload gigabytes, and may take files away that are in use.</source>
        <translation>Layanan cloud yang menyinkronkan folder model Anda akan mengunggah data bergiga-giga, dan mungkin menyingkirkan berkas yang sedang dipakai.</translation>
    </message>
    <message>
        <source>Choose a folder that no cloud service looks after.</source>
        <translation>Pilih folder yang tidak diurus layanan cloud.</translation>
    </message>
    <message>
        <source>Leftovers of earlier runs</source>
        <translation>Sisa pekerjaan sebelumnya</translation>
    </message>
    <message>
        <source>Work that was interrupted leaves files behind, which take space for nothing.</source>
        <translation>Pekerjaan yang terputus meninggalkan berkas yang memakan ruang dengan percuma.</translation>
    </message>
    <message>
        <source>Delete them, unless you want to continue that work.</source>
        <translation>Hapuslah, kecuali Anda ingin melanjutkan pekerjaan itu.</translation>
    </message>
    <message>
        <source>Free memory</source>
        <translation>Memori kosong</translation>
    </message>
    <message>
        <source>Other programs are using memory that the model will need. At least {needed} should be free.</source>
        <translation>Program lain sedang memakai memori yang akan dibutuhkan model. Sebaiknya sedikitnya {needed} kosong.</translation>
    </message>
    <message>
        <source>Close programs that you do not need, above all web browsers.</source>
        <translation>Tutup program yang tidak Anda perlukan, terutama peramban web.</translation>
    </message>
    <message>
        <source>Power</source>
        <translation>Daya</translation>
    </message>
    <message>
        <source>On battery a computer works more slowly, and it may switch itself off before a long conversion is done.</source>
        <translation>Dengan baterai, komputer bekerja lebih lambat dan mungkin mati sendiri sebelum konversi yang lama selesai.</translation>
    </message>
    <message>
        <source>Plug the computer in.</source>
        <translation>Sambungkan komputer ke listrik.</translation>
    </message>
    <message>
        <source>Waiting restart</source>
        <translation>Mulai ulang yang tertunda</translation>
    </message>
    <message>
        <source>An update that waits for a restart may restart the computer amid the work.</source>
        <translation>Pembaruan yang menunggu mulai ulang bisa memulai ulang komputer di tengah pekerjaan.</translation>
    </message>
    <message>
        <source>Restart the computer first.</source>
        <translation>Mulai ulang komputer lebih dulu.</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>Jam</translation>
    </message>
    <message>
        <source>A wrong date is written into models and logs, and makes the newest look oldest.</source>
        <translation>Tanggal yang salah tertulis di model dan catatan log, sehingga yang terbaru tampak paling lama.</translation>
    </message>
    <message>
        <source>Set the date and the time.</source>
        <translation>Atur tanggal dan waktu.</translation>
    </message>
    <message>
        <source>Other windows of this program</source>
        <translation>Jendela lain program ini</translation>
    </message>
    <message>
        <source>Two that work at the same time share the memory and the processor.</source>
        <translation>Dua jendela yang bekerja bersamaan berbagi memori dan prosesor.</translation>
    </message>
    <message>
        <source>Close the other window, unless you need it.</source>
        <translation>Tutup jendela yang lain, kecuali Anda memerlukannya.</translation>
    </message>
    <message>
        <source>Foundry Local does not exist for Macs with an Intel processor.</source>
        <translation>Foundry Local tidak tersedia untuk Mac dengan prosesor Intel.</translation>
    </message>
    <message>
        <source>Use a Mac with an Apple processor (M1 or newer), or a Windows or Linux computer.</source>
        <translation>Gunakan Mac dengan prosesor Apple (M1 atau yang lebih baru), atau komputer Windows atau Linux.</translation>
    </message>
    <message>
        <source>This copy of the program is made for Intel Macs; yours has an Apple processor.</source>
        <translation>Salinan program ini dibuat untuk Mac Intel; Mac Anda memakai prosesor Apple.</translation>
    </message>
    <message>
        <source>Install the copy for Apple processors.</source>
        <translation>Pasang salinan untuk prosesor Apple.</translation>
    </message>
    <message>
        <source>This copy of the program is made for x86-64; your processor translates it.</source>
        <translation>Salinan program ini dibuat untuk x86-64; prosesor Anda menerjemahkannya.</translation>
    </message>
    <message>
        <source>It works, but models answer slowly. A copy for ARM64 would be much faster.</source>
        <translation>Program tetap berjalan, tetapi model menjawab lambat. Salinan untuk ARM64 akan jauh lebih cepat.</translation>
    </message>
    <message>
        <source>It is not needed, and stays as it is. Here are its version and its models.</source>
        <translation>Tidak diperlukan, dan dibiarkan apa adanya. Inilah versinya dan tempat modelnya.</translation>
    </message>
    <message>
        <source>none</source>
        <translation>tidak ada</translation>
    </message>
    <message>
        <source>not installed</source>
        <translation>tidak terpasang</translation>
    </message>
    <message>
        <source>not needed</source>
        <translation>tidak diperlukan</translation>
    </message>
    <message>
        <source>cannot be written to</source>
        <translation>tidak dapat ditulisi</translation>
    </message>
    <message>
        <source>mains</source>
        <translation>terhubung ke listrik</translation>
    </message>
    <message>
        <source>none of these</source>
        <translation>tidak ada satu pun</translation>
    </message>
    <message>
        <source>Must be met.</source>
        <translation>Wajib dipenuhi.</translation>
    </message>
    <message>
        <source>Advice.</source>
        <translation>Saran.</translation>
    </message>
    <message>
        <source>{found}, comes with this program</source>
        <translation>{found}, sudah termasuk</translation>
    </message>
    <message>
        <source>Choose another folder…</source>
        <translation>Pilih folder lain…</translation>
    </message>
    <message>
        <source>Delete the leftovers</source>
        <translation>Hapus sisa-sisa itu</translation>
    </message>
    <message>
        <source>What Foundry Local needs (web page)</source>
        <translation>Yang diperlukan Foundry Local (halaman web)</translation>
    </message>
    <message>
        <source>How to install it (web page)</source>
        <translation>Cara memasangnya (halaman web)</translation>
    </message>
    <message>
        <source>Open the system&apos;s updates</source>
        <translation>Buka pembaruan sistem</translation>
    </message>
    <message>
        <source>See what takes the space</source>
        <translation>Lihat apa yang memakan ruang</translation>
    </message>
    <message>
        <source>See what is running</source>
        <translation>Lihat apa yang sedang berjalan</translation>
    </message>
    <message>
        <source>Open the power settings</source>
        <translation>Buka pengaturan daya</translation>
    </message>
    <message>
        <source>Set the clock</source>
        <translation>Atur jam</translation>
    </message>
    <message>
        <source>How to do this (web page)</source>
        <translation>Cara melakukannya (halaman web)</translation>
    </message>
    <message>
        <source>How to see what is running (web page)</source>
        <translation>Cara melihat apa yang sedang berjalan (halaman web)</translation>
    </message>
    <message>
        <source>Your computer</source>
        <translation>Komputer Anda</translation>
    </message>
    <message>
        <source>Programs</source>
        <translation>Program</translation>
    </message>
    <message>
        <source>Disks and folders</source>
        <translation>Disk dan folder</translation>
    </message>
    <message>
        <source>At the moment</source>
        <translation>Saat ini</translation>
    </message>
    <message>
        <source>Free some space, or choose a folder on another disk for your models.</source>
        <translation>Kosongkan sebagian ruang, atau pilih folder di disk lain untuk model Anda.</translation>
    </message>
    <message>
        <source>Folder for your models</source>
        <translation>Folder untuk model Anda</translation>
    </message>
    <message>
        <source>Installed models are saved in “{needed}”, so it must be possible to write there.</source>
        <translation>Model terpasang disimpan di “{needed}”, jadi folder itu harus bisa ditulisi.</translation>
    </message>
    <message>
        <source>Python</source>
        <translation>Python</translation>
    </message>
    <message>
        <source>Install this program again: it brings everything of this kind with it.</source>
        <translation>Pasang program ini sekali lagi: semua yang seperti ini sudah termasuk di dalamnya.</translation>
    </message>
    <message>
        <source>It is not used: the parts of Foundry Local that compute on it are downloads, and this program works offline. Models made here run on the processor.</source>
        <translation>Perangkat ini tidak dipakai: bagian Foundry Local yang menghitung dengannya harus diunduh, sedangkan program ini bekerja tanpa internet. Model yang dibuat di sini berjalan di prosesor.</translation>
    </message>
    <message>
        <source>Models answer several times faster on a processor with one of these: {needed}. AVX-512, VNNI, AMX, DotProd and I8MM make models in 4 and 8 bits faster still.</source>
        <translation>Model menjawab beberapa kali lebih cepat pada prosesor yang memiliki salah satu dari ini: {needed}. AVX-512, VNNI, AMX, DotProd, dan I8MM membuat model 4 dan 8 bit lebih cepat lagi.</translation>
    </message>
    <message>
        <source>It works all the same, only slowly. Choose a small model and 4 bits.</source>
        <translation>Tetap berjalan, hanya lambat. Pilih model kecil dan 4 bit.</translation>
    </message>
    <message>
        <source>The installer is written in Python and needs version {needed} or newer.</source>
        <translation>Program ini ditulis dengan Python dan membutuhkan versi {needed} atau yang lebih baru.</translation>
    </message>
    <message>
        <source>Install a newer Python, or use the packaged installer, which brings its own.</source>
        <translation>Pasang Python yang lebih baru, atau pakai versi paket program ini, yang sudah menyertakan Python.</translation>
    </message>
    <message>
        <source>Foundry Local</source>
        <translation>Foundry Local</translation>
    </message>
    <message>
        <source>It runs the model on your computer. Version {needed} or newer is needed.</source>
        <translation>Menjalankan model di komputer Anda. Dibutuhkan versi {needed} atau yang lebih baru.</translation>
    </message>
    <message>
        <source>Olive</source>
        <translation>Olive</translation>
    </message>
    <message>
        <source>It converts the model. Version {needed} or newer is needed.</source>
        <translation>Mengonversi model. Dibutuhkan versi {needed} atau yang lebih baru.</translation>
    </message>
    <message>
        <source>ONNX Runtime GenAI</source>
        <translation>ONNX Runtime GenAI</translation>
    </message>
    <message>
        <source>It builds the model&apos;s new form. Version {needed} or newer is needed.</source>
        <translation>Menyusun bentuk baru model. Dibutuhkan versi {needed} atau yang lebih baru.</translation>
    </message>
    <message>
        <source>ONNX Runtime</source>
        <translation>ONNX Runtime</translation>
    </message>
    <message>
        <source>It computes the model&apos;s answers. Version {needed} or newer is needed.</source>
        <translation>Menghitung jawaban model. Dibutuhkan versi {needed} atau yang lebih baru.</translation>
    </message>
    <message>
        <source>CMake</source>
        <translation>CMake</translation>
    </message>
    <message>
        <source>Nothing needs to be done.</source>
        <translation>Tidak ada yang perlu dilakukan.</translation>
    </message>
    <message>
        <source>Take the tokenizer of the base model…</source>
        <translation>Ambil tokenizer dari model dasar…</translation>
    </message>
    <message>
        <source>Put the tokenizer into a copy</source>
        <translation>Masukkan tokenizer ke dalam salinan</translation>
    </message>
    <message>
        <source>List the weight files in a copy</source>
        <translation>Daftarkan berkas bobot dalam salinan</translation>
    </message>
    <message>
        <source>Name an ordinary tokenizer in a copy</source>
        <translation>Sebutkan tokenizer biasa di sebuah salinan</translation>
    </message>
    <message>
        <source>Complete the stop tokens in a copy</source>
        <translation>Lengkapi token penghenti di sebuah salinan</translation>
    </message>
    <message>
        <source>Use the family&apos;s chat template in a copy</source>
        <translation>Pakai templat chat keluarganya di sebuah salinan</translation>
    </message>
    <message>
        <source>Put it in its place in a copy</source>
        <translation>Taruh di tempatnya di salinan</translation>
    </message>
    <message>
        <source>Write the file again in a copy</source>
        <translation>Tulis ulang berkasnya di sebuah salinan</translation>
    </message>
    <message>
        <source>Give the weights their own names in a copy</source>
        <translation>Beri bobot namanya sendiri dalam salinan</translation>
    </message>
    <message>
        <source>Leave the note out in a copy</source>
        <translation>Hilangkan catatan itu dalam salinan</translation>
    </message>
    <message>
        <source>Choose the base model…</source>
        <translation>Pilih model dasar…</translation>
    </message>
    <message>
        <source>Each weight is stored in 4 bits. The model becomes several times smaller and answers fastest.</source>
        <translation>Setiap bobot disimpan dalam 4 bit. Model menjadi beberapa kali lebih kecil dan menjawab paling cepat.</translation>
    </message>
    <message>
        <source>Right for most people. Answers differ a little from the original model&apos;s.</source>
        <translation>Cocok untuk kebanyakan orang. Jawabannya sedikit berbeda dari model asli.</translation>
    </message>
    <message>
        <source>Each weight is stored in 16 bits, as most models come. It is for graphics cards, and large.</source>
        <translation>Setiap bobot disimpan dalam 16 bit, seperti kebanyakan model aslinya. Ini untuk kartu grafis, dan ukurannya besar.</translation>
    </message>
    <message>
        <source>Right for a graphics card with much memory.</source>
        <translation>Cocok untuk kartu grafis dengan memori besar.</translation>
    </message>
    <message>
        <source>Each weight is stored in 16 bits with the range of 32. It is for newer graphics cards, and large.</source>
        <translation>Setiap bobot disimpan dalam 16 bit dengan rentang nilai 32 bit. Ini untuk kartu grafis yang lebih baru, dan ukurannya besar.</translation>
    </message>
    <message>
        <source>Right for a newer graphics card with much memory.</source>
        <translation>Cocok untuk kartu grafis baru dengan memori besar.</translation>
    </message>
    <message>
        <source>Small and fast · 4 bits</source>
        <translation>Kecil dan cepat · 4 bit</translation>
    </message>
    <message>
        <source>More exact · 8 bits</source>
        <translation>Lebih tepat · 8 bit</translation>
    </message>
    <message>
        <source>Each weight is stored in 8 bits. The model is larger than with 4 bits and stays very close to the original.</source>
        <translation>Setiap bobot disimpan dalam 8 bit. Model lebih besar daripada dengan 4 bit dan tetap sangat dekat dengan aslinya.</translation>
    </message>
    <message>
        <source>Right for small models, or when answers in 4 bits are not good enough.</source>
        <translation>Cocok untuk model kecil, atau bila jawaban dalam 4 bit kurang baik.</translation>
    </message>
    <message>
        <source>Half precision · 16 bits</source>
        <translation>Presisi separuh · 16 bit</translation>
    </message>
    <message>
        <source>Half precision for newer cards · 16 bits</source>
        <translation>Presisi separuh untuk kartu yang lebih baru · 16 bit</translation>
    </message>
    <message>
        <source>Unchanged · 32 bits</source>
        <translation>Tidak diubah · 32 bit</translation>
    </message>
    <message>
        <source>Each weight is stored in 32 bits and nothing is rounded. The model is largest and slowest.</source>
        <translation>Setiap bobot disimpan dalam 32 bit dan tidak ada yang dibulatkan. Model paling besar dan paling lambat.</translation>
    </message>
    <message>
        <source>Right for comparing: it answers as the original model does.</source>
        <translation>Cocok untuk perbandingan: jawabannya seperti model asli.</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>Memulai</translation>
    </message>
    <message>
        <source>Merging the adapter into its base model</source>
        <translation>Menggabungkan adaptor dengan model dasarnya</translation>
    </message>
    <message>
        <source>Reading your model</source>
        <translation>Membaca model Anda</translation>
    </message>
    <message>
        <source>Making the weights smaller</source>
        <translation>Memperkecil bobot</translation>
    </message>
    <message>
        <source>Saving the converted model</source>
        <translation>Menyimpan model hasil konversi</translation>
    </message>
    <message>
        <source>Trying the converted model</source>
        <translation>Mencoba model hasil konversi</translation>
    </message>
    <message>
        <source>Packing the model into one file</source>
        <translation>Mengemas model menjadi satu berkas</translation>
    </message>
    <message>
        <source>Unpacking and verifying the model</source>
        <translation>Membongkar dan memeriksa model</translation>
    </message>
    <message>
        <source>Copying the model to your library</source>
        <translation>Menyalin model ke pustaka model Anda</translation>
    </message>
    <message>
        <source>Preparing the model for Foundry Local</source>
        <translation>Menyiapkan model untuk Foundry Local</translation>
    </message>
    <message>
        <source>Finding what is fastest on this computer</source>
        <translation>Mencari pengaturan tercepat di komputer ini</translation>
    </message>
    <message>
        <source>Adding the model to Foundry Local</source>
        <translation>Menambahkan model ke Foundry Local</translation>
    </message>
    <message>
        <source>Loading the model</source>
        <translation>Memuat model</translation>
    </message>
    <message>
        <source>Measuring how fast it answers</source>
        <translation>Mengukur kecepatan model menjawab</translation>
    </message>
    <message>
        <source>Asking the original model the same</source>
        <translation>Menanyakan hal yang sama kepada model asli</translation>
    </message>
    <message>
        <source>Asking the base model the same</source>
        <translation>Menanyakan hal yang sama kepada model dasar</translation>
    </message>
    <message>
        <source>Comparing the two</source>
        <translation>Membandingkan keduanya</translation>
    </message>
    <message>
        <source>Answering</source>
        <translation>Menjawab</translation>
    </message>
    <message>
        <source>Ready to chat</source>
        <translation>Siap untuk chat</translation>
    </message>
    <message>
        <source>waiting for the program parts to be loaded from the disk</source>
        <translation>menunggu bagian program dimuat dari disk</translation>
    </message>
    <message>
        <source>waiting for a large part of the weights</source>
        <translation>menunggu satu bagian besar bobot selesai</translation>
    </message>
    <message>
        <source>waiting for the disk, from which your model is read</source>
        <translation>menunggu disk, tempat model Anda dibaca</translation>
    </message>
    <message>
        <source>waiting for a large part of the weights, and for the disk</source>
        <translation>menunggu satu bagian besar bobot dan disk</translation>
    </message>
    <message>
        <source>waiting for the model to be loaded and to answer</source>
        <translation>menunggu model dimuat dan menjawab</translation>
    </message>
    <message>
        <source>waiting for the disk</source>
        <translation>menunggu disk</translation>
    </message>
    <message>
        <source>waiting for its chat template to be tried out</source>
        <translation>menunggu templat percakapannya dicoba</translation>
    </message>
    <message>
        <source>waiting for the model to be loaded once more and measured</source>
        <translation>menunggu model dimuat sekali lagi dan diukur</translation>
    </message>
    <message>
        <source>waiting for Foundry Local to start</source>
        <translation>menunggu Foundry Local siap</translation>
    </message>
    <message>
        <source>waiting for the model to be loaded</source>
        <translation>menunggu model dimuat</translation>
    </message>
    <message>
        <source>waiting for an answer to come to its end</source>
        <translation>menunggu sebuah jawaban selesai</translation>
    </message>
    <message>
        <source>waiting for the original model, which is larger and slower</source>
        <translation>menunggu model asli, yang lebih besar dan lebih lambat</translation>
    </message>
    <message>
        <source>waiting for the base model, which is larger and slower</source>
        <translation>menunggu model dasar, yang lebih besar dan lebih lambat</translation>
    </message>
    <message>
        <source>waiting for the two to be compared</source>
        <translation>menunggu keduanya dibandingkan</translation>
    </message>
    <message>
        <source>The best balance of speed, size and quality.</source>
        <translation>Keseimbangan terbaik antara kecepatan, ukuran, dan kualitas.</translation>
    </message>
    <message>
        <source>Your model is small: this keeps its quality and is still fast.</source>
        <translation>Model Anda kecil: pilihan ini menjaga kualitasnya dan tetap cepat.</translation>
    </message>
    <message>
        <source>Your model is small: 4 bits save little and cost more than in a large one.</source>
        <translation>Model Anda kecil: 4 bit hanya menghemat sedikit dan lebih merugikan daripada pada model besar.</translation>
    </message>
    <message>
        <source>Closer to the original, but larger and slower.</source>
        <translation>Lebih dekat dengan aslinya, tetapi lebih besar dan lebih lambat.</translation>
    </message>
    <message>
        <source>Nothing is rounded, but it is the largest and slowest.</source>
        <translation>Tidak ada yang dibulatkan, tetapi paling besar dan paling lambat.</translation>
    </message>
    <message>
        <source>Hardly rounded, but large: it wants a graphics card.</source>
        <translation>Hampir tidak dibulatkan, tetapi besar: memerlukan kartu grafis.</translation>
    </message>
    <message>
        <source>This computer does not have enough memory for it.</source>
        <translation>Memori komputer ini tidak cukup untuknya.</translation>
    </message>
    <message>
        <source>Fits easily</source>
        <translation>Muat dengan lega</translation>
    </message>
    <message>
        <source>Tight</source>
        <translation>Pas-pasan</translation>
    </message>
    <message>
        <source>Does not fit</source>
        <translation>Tidak muat</translation>
    </message>
    <message>
        <source>about 80% the same</source>
        <translation>sekitar 80% sama</translation>
    </message>
    <message>
        <source>good</source>
        <translation>baik</translation>
    </message>
    <message>
        <source>very good</source>
        <translation>sangat baik</translation>
    </message>
    <message>
        <source>as the original</source>
        <translation>seperti aslinya</translation>
    </message>
    <message>
        <source>An interrupted conversion of “{name}”</source>
        <translation>Konversi “{name}” yang terputus</translation>
    </message>
    <message>
        <source>It was ended before it was done, and what it had written takes {size_bytes}.</source>
        <translation>Konversi ini berhenti sebelum selesai, dan yang sudah ditulis memakan {size_bytes}.</translation>
    </message>
    <message>
        <source>Convert the same model again in the same way to go on with it, or delete what it left.</source>
        <translation>Konversikan model yang sama dengan cara yang sama untuk melanjutkannya, atau hapus sisanya.</translation>
    </message>
    <message>
        <source>Remains of an interrupted conversion</source>
        <translation>Sisa konversi yang terputus</translation>
    </message>
    <message>
        <source>It cannot be gone on with any more, and it takes {size_bytes}.</source>
        <translation>Ini tidak dapat dilanjutkan lagi, dan memakan {size_bytes}.</translation>
    </message>
    <message>
        <source>Delete it.</source>
        <translation>Hapus saja.</translation>
    </message>
    <message>
        <source>The package “{name}” was not written to the end</source>
        <translation>Paket “{name}” tidak ditulis sampai selesai</translation>
    </message>
    <message>
        <source>What was written of it so far takes {size_bytes}.</source>
        <translation>Yang sudah ditulis memakan {size_bytes}.</translation>
    </message>
    <message>
        <source>Pack the model again to the same file to go on with it, or delete what it left.</source>
        <translation>Kemas lagi model itu ke berkas yang sama untuk melanjutkannya, atau hapus yang tersisa.</translation>
    </message>
    <message>
        <source>The package of “{name}” was not installed to the end</source>
        <translation>Pemasangan paket “{name}” belum selesai</translation>
    </message>
    <message>
        <source>What was unpacked of it so far takes {size_bytes}.</source>
        <translation>Bagian yang sudah dibongkar memakan {size_bytes}.</translation>
    </message>
    <message>
        <source>Install the package again to go on with it, or delete what it left.</source>
        <translation>Pasang lagi paketnya untuk melanjutkan, atau hapus sisanya.</translation>
    </message>
    <message>
        <source>“{name}” was converted, but not installed</source>
        <translation>“{name}” sudah dikonversi, tetapi belum dipasang</translation>
    </message>
    <message>
        <source>The converted model takes {size_bytes}. Foundry Local does not know it.</source>
        <translation>Model hasil konversi memakan {size_bytes}. Foundry Local belum mengenalnya.</translation>
    </message>
    <message>
        <source>Install it from “Installed models”, or delete it.</source>
        <translation>Pasang dari “Model terpasang”, atau hapus.</translation>
    </message>
    <message>
        <source>On this computer a conversation can hold about {here} words at once; for all {own} that the model could hold there is too little memory.</source>
        <translation>Di komputer ini percakapan dapat memuat sekitar {here} kata sekaligus; untuk {own} kata yang sanggup ditampung model, memorinya tidak cukup.</translation>
    </message>
    <message>
        <source>Converting and running it takes {needed_bytes} of memory: close {programs} first to free {missing_bytes}.</source>
        <translation>Mengonversi dan menjalankannya memerlukan memori {needed_bytes}: tutup dulu {programs} untuk membebaskan {missing_bytes}.</translation>
    </message>
    <message>
        <source>Converting and running it takes {needed_bytes} of memory: close other programs first to free {missing_bytes}.</source>
        <translation>Mengonversi dan menjalankannya memerlukan memori {needed_bytes}: tutup dulu program lain untuk membebaskan {missing_bytes}.</translation>
    </message>
    <message>
        <source>It takes {needed_bytes} of memory, {missing_bytes} more than this computer can give.</source>
        <translation>Diperlukan memori {needed_bytes}, {missing_bytes} lebih banyak daripada yang dapat disediakan komputer ini.</translation>
    </message>
    <message>
        <source>about {count} words/s</source>
        <translation>± {count} kata/dtk</translation>
    </message>
    <message>
        <source>as fast as its graphics card</source>
        <translation>secepat kartu grafisnya</translation>
    </message>
    <message>
        <source>{percent}% of the original</source>
        <translation>{percent}% dari aslinya</translation>
    </message>
    <message>
        <source>Larger than the original, which has {original_bytes}.</source>
        <translation>Lebih besar daripada aslinya, yang berukuran {original_bytes}.</translation>
    </message>
    <message>
        <source>This computer could not be measured completely. Where a speed is missing an ordinary computer&apos;s is used, so times and words per second are rough.</source>
        <translation>Komputer ini tidak dapat diukur sepenuhnya. Kecepatan yang tidak diketahui diambil dari komputer pada umumnya, jadi waktu dan kata per detik hanya perkiraan kasar.</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Siap</translation>
    </message>
    <message>
        <source>Foundry Local does not know it</source>
        <translation>Foundry Local tidak mengenalnya</translation>
    </message>
    <message>
        <source>Its files are in “{path}”, but no program can ask for it.</source>
        <translation>Berkasnya ada di “{path}”, tetapi tidak ada program yang dapat memakainya.</translation>
    </message>
    <message>
        <source>“Repair” adds it again.</source>
        <translation>“Perbaiki” akan menambahkannya kembali.</translation>
    </message>
    <message>
        <source>Its folder is not there</source>
        <translation>Foldernya tidak ada</translation>
    </message>
    <message>
        <source>“{path}” was moved or deleted, or its drive is not connected.</source>
        <translation>“{path}” telah dipindahkan atau dihapus, atau drive-nya tidak tersambung.</translation>
    </message>
    <message>
        <source>Connect the drive, or let “Repair” look where the folder is now.</source>
        <translation>Sambungkan drive-nya, atau biarkan “Perbaiki” mencari di tempat folder itu berada sekarang.</translation>
    </message>
    <message>
        <source>Part of it is missing</source>
        <translation>Sebagian isinya hilang</translation>
    </message>
    <message>
        <source>The file “{missing}” in “{path}” is gone or incomplete.</source>
        <translation>Berkas “{missing}” di “{path}” hilang atau tidak lengkap.</translation>
    </message>
    <message>
        <source>Put it back, for example from the trash, or install the model again.</source>
        <translation>Kembalikan berkas itu, misalnya dari tempat sampah, atau pasang modelnya lagi.</translation>
    </message>
    <message>
        <source>What was noted about it is lost</source>
        <translation>Catatan tentangnya hilang</translation>
    </message>
    <message>
        <source>The file “deployment.json” in “{path}” is gone or damaged; the model is there.</source>
        <translation>Berkas “deployment.json” di “{path}” hilang atau rusak; modelnya masih ada.</translation>
    </message>
    <message>
        <source>“Repair” writes it again from the other files.</source>
        <translation>“Perbaiki” menulisnya kembali dari berkas-berkas lain.</translation>
    </message>
    <message>
        <source>Another program added it</source>
        <translation>Ditambahkan oleh program lain</translation>
    </message>
    <message>
        <source>Its files are in “{path}”; they are left alone.</source>
        <translation>Berkasnya ada di “{path}” dan tidak akan disentuh.</translation>
    </message>
    <message>
        <source>Use it with the program that added it.</source>
        <translation>Gunakan dengan program yang menambahkannya.</translation>
    </message>
    <message>
        <source>Added again</source>
        <translation>Ditambahkan kembali</translation>
    </message>
    <message>
        <source>Foundry Local did not know it any more.</source>
        <translation>Foundry Local sudah tidak mengenalnya lagi.</translation>
    </message>
    <message>
        <source>It can be used again, from “{path}”.</source>
        <translation>Model dapat digunakan lagi, dari “{path}”.</translation>
    </message>
    <message>
        <source>Noted again</source>
        <translation>Dicatat kembali</translation>
    </message>
    <message>
        <source>What was noted about it had been lost, and so has its system prompt.</source>
        <translation>Catatan tentangnya hilang, dan prompt sistemnya juga.</translation>
    </message>
    <message>
        <source>Found again</source>
        <translation>Ditemukan kembali</translation>
    </message>
    <message>
        <source>Its folder had been moved.</source>
        <translation>Foldernya telah dipindahkan.</translation>
    </message>
    <message>
        <source>A copy of an installed model</source>
        <translation>Salinan dari model yang terpasang</translation>
    </message>
    <message>
        <source>“{path}” says that it is a model that lies elsewhere.</source>
        <translation>“{path}” mengaku sebagai model yang berada di tempat lain.</translation>
    </message>
    <message>
        <source>Delete the copy, or give its folder another name and repair again.</source>
        <translation>Hapus salinan itu, atau beri foldernya nama lain lalu perbaiki lagi.</translation>
    </message>
    <message>
        <source>Foundry Local reads its chat template just as it was in training.</source>
        <translation>Foundry Local membaca templat chat-nya persis seperti saat pelatihan.</translation>
    </message>
    <message>
        <source>Its chat template was rewritten for Foundry Local, and gives the same text as in training.</source>
        <translation>Templat chat-nya ditulis ulang untuk Foundry Local dan menghasilkan teks yang sama seperti saat pelatihan.</translation>
    </message>
    <message>
        <source>Foundry Local reads its chat template in another way than in training. This may go wrong: {features}.</source>
        <translation>Foundry Local membaca templat chat-nya dengan cara yang berbeda dari saat pelatihan. Yang mungkin bermasalah: {features}.</translation>
    </message>
    <message>
        <source>It learns of functions (tools) in another way than in training, so calling them may fail.</source>
        <translation>Model ini mengenal fungsi (tools) dengan cara yang berbeda dari saat pelatihan, jadi pemanggilannya bisa gagal.</translation>
    </message>
    <message>
        <source>Foundry Local cannot tell its calls of functions (tools) from its words, so programs cannot use them.</source>
        <translation>Foundry Local tidak dapat membedakan pemanggilan fungsi (tools) dari kata-katanya, jadi program tidak dapat memakainya.</translation>
    </message>
    <message>
        <source>Programs can let it call functions (tools). Of an answer with a call, Foundry Local hands on the call and none of the words around it.</source>
        <translation>Program dapat memintanya memanggil fungsi (tools). Dari jawaban yang berisi panggilan, Foundry Local hanya meneruskan panggilannya, bukan kata-kata di sekitarnya.</translation>
    </message>
    <message>
        <source>This command leaves out the model&apos;s system prompt. Send it with your question: “{prompt}”</source>
        <translation>Perintah ini tidak menyertakan prompt sistem model. Kirimkan bersama pertanyaan Anda: “{prompt}”</translation>
    </message>
    <message>
        <source>This command knows only one fixed form for each turn, so the model may understand this worse than here: {features}.</source>
        <translation>Perintah ini hanya mengenal satu bentuk tetap untuk setiap giliran, jadi model mungkin kurang memahami hal-hal ini dibandingkan di sini: {features}.</translation>
    </message>
    <message>
        <source>It has no place for a system prompt, so yours is put before your first message.</source>
        <translation>Model ini tidak punya tempat untuk prompt sistem, jadi prompt Anda diletakkan di depan pesan pertama.</translation>
    </message>
    <message>
        <source>It takes no notice of a system prompt.</source>
        <translation>Model ini tidak memperhatikan prompt sistem.</translation>
    </message>
    <message>
        <source>a first question</source>
        <translation>pertanyaan pertama</translation>
    </message>
    <message>
        <source>a system prompt</source>
        <translation>prompt sistem</translation>
    </message>
    <message>
        <source>a longer conversation</source>
        <translation>percakapan yang lebih panjang</translation>
    </message>
    <message>
        <source>unusual letters and spaces</source>
        <translation>huruf dan spasi yang tidak biasa</translation>
    </message>
    <message>
        <source>messages that hold the template&apos;s own marks</source>
        <translation>pesan yang memuat tanda milik templat itu sendiri</translation>
    </message>
    <message>
        <source>a conversation without a next answer</source>
        <translation>percakapan tanpa jawaban berikutnya</translation>
    </message>
    <message>
        <source>calling functions (tools)</source>
        <translation>pemanggilan fungsi (tools)</translation>
    </message>
    <message>
        <source>Arabic</source>
        <translation>Arab</translation>
    </message>
    <message>
        <source>Bengali</source>
        <translation>Bengali</translation>
    </message>
    <message>
        <source>German</source>
        <translation>Jerman</translation>
    </message>
    <message>
        <source>English</source>
        <translation>Inggris</translation>
    </message>
    <message>
        <source>Spanish</source>
        <translation>Spanyol</translation>
    </message>
    <message>
        <source>French</source>
        <translation>Prancis</translation>
    </message>
    <message>
        <source>Hindi</source>
        <translation>Hindi</translation>
    </message>
    <message>
        <source>Indonesian</source>
        <translation>Indonesia</translation>
    </message>
    <message>
        <source>Italian</source>
        <translation>Italia</translation>
    </message>
    <message>
        <source>Japanese</source>
        <translation>Jepang</translation>
    </message>
    <message>
        <source>Javanese</source>
        <translation>Jawa</translation>
    </message>
    <message>
        <source>Korean</source>
        <translation>Korea</translation>
    </message>
    <message>
        <source>Malay</source>
        <translation>Melayu</translation>
    </message>
    <message>
        <source>Dutch</source>
        <translation>Belanda</translation>
    </message>
    <message>
        <source>Polish</source>
        <translation>Polandia</translation>
    </message>
    <message>
        <source>Portuguese</source>
        <translation>Portugis</translation>
    </message>
    <message>
        <source>Russian</source>
        <translation>Rusia</translation>
    </message>
    <message>
        <source>Sundanese</source>
        <translation>Sunda</translation>
    </message>
    <message>
        <source>Thai</source>
        <translation>Thai</translation>
    </message>
    <message>
        <source>Turkish</source>
        <translation>Turki</translation>
    </message>
    <message>
        <source>Vietnamese</source>
        <translation>Vietnam</translation>
    </message>
    <message>
        <source>Chinese</source>
        <translation>Tionghoa</translation>
    </message>
    <message>
        <source>Asked in Foundry Local, it gave exactly the answer that the runtime gives by itself, and the answer ended ({tokens}).</source>
        <translation>Saat ditanya lewat Foundry Local, jawabannya persis sama dengan jawaban runtime sendiri, dan jawaban itu berakhir dengan benar ({tokens}).</translation>
    </message>
    <message>
        <source>Asked in Foundry Local, it gave exactly the answer that the runtime gives by itself, as far as it was heard: it had not ended after {tokens} tokens. If its answers never end, limit their length.</source>
        <translation>Saat ditanya lewat Foundry Local, jawabannya persis sama dengan jawaban runtime sendiri sejauh yang didengar: setelah {tokens} token jawabannya belum berakhir. Jika jawabannya tidak pernah berakhir, batasi panjangnya.</translation>
    </message>
    <message>
        <source>It was asked “{question}”, and said: {answer}</source>
        <translation>Ia ditanya “{question}”, dan menjawab: {answer}</translation>
    </message>
    <message>
        <source>It is installed, but its first answer is empty</source>
        <translation>Model sudah terpasang, tetapi jawaban pertamanya kosong</translation>
    </message>
    <message>
        <source>Foundry Local loaded it and asked it a question, and no word came back.</source>
        <translation>Foundry Local memuatnya dan mengajukan pertanyaan, tetapi tidak ada kata yang kembali.</translation>
    </message>
    <message>
        <source>Ask it something that it was trained for. If that stays empty too, look at its training data.</source>
        <translation>Tanyakan sesuatu yang sesuai dengan pelatihannya. Jika tetap kosong, periksa data pelatihannya.</translation>
    </message>
    <message>
        <source>It is installed, but its first answer says the same again and again</source>
        <translation>Model sudah terpasang, tetapi jawaban pertamanya mengulang hal yang sama terus-menerus</translation>
    </message>
    <message>
        <source>Foundry Local loaded it, and its answer ends in one piece that is repeated.</source>
        <translation>Foundry Local memuatnya, dan jawabannya berakhir dengan satu potongan yang diulang-ulang.</translation>
    </message>
    <message>
        <source>Ask it something that it was trained for. If it does so there too, try INT8 or train again.</source>
        <translation>Tanyakan sesuatu yang sesuai dengan pelatihannya. Jika di situ juga berulang, coba INT8 atau latih kembali.</translation>
    </message>
    <message>
        <source>It is installed, but its first answer did not come to an end</source>
        <translation>Model sudah terpasang, tetapi jawaban pertamanya tidak selesai</translation>
    </message>
    <message>
        <source>After {tokens} tokens it was still writing, so the answer was cut off there.</source>
        <translation>Setelah {tokens} token ia masih menulis, jadi jawabannya dipotong di situ.</translation>
    </message>
    <message>
        <source>Ask it something that it was trained for. If its answers never end, limit their length.</source>
        <translation>Tanyakan sesuatu yang sesuai dengan pelatihannya. Jika jawabannya tidak pernah selesai, batasi panjangnya.</translation>
    </message>
    <message>
        <source>Tuned for this computer (threads: {threads}): it reads {prefill} and writes {decode} tokens a second. Untuned: {untuned_prefill} and {untuned_decode}.</source>
        <translation>Disetel untuk komputer ini ({threads} thread): model membaca {prefill} dan menulis {decode} token per detik. Tanpa penyetelan: {untuned_prefill} dan {untuned_decode}.</translation>
    </message>
    <message>
        <source>Tuned for this computer: nothing is faster than what Foundry Local does by itself (threads: {threads}).</source>
        <translation>Disetel untuk komputer ini: tidak ada yang lebih cepat daripada cara kerja bawaan Foundry Local ({threads} thread).</translation>
    </message>
    <message>
        <source>Measured on this computer on {date}.</source>
        <translation>Diukur di komputer ini pada {date}.</translation>
    </message>
    <message>
        <source>Measured on another computer on {date}: {processor}, {cores} cores, {total_bytes} of memory, {system}. Here its speed, memory and processor load are others; measure it again to know them.</source>
        <translation>Diukur di komputer lain pada {date}: {processor}, {cores} inti, memori {total_bytes}, {system}. Di sini kecepatan, memori, dan beban prosesornya berbeda; ukur lagi untuk mengetahuinya.</translation>
    </message>
    <message>
        <source>Other programs took {busy} % of the processor meanwhile.</source>
        <translation>Sementara itu program lain memakai {busy} % prosesor.</translation>
    </message>
    <message>
        <source>Not compared with the original model: it was not converted on that computer.</source>
        <translation>Tidak dibandingkan dengan model asli: konversinya tidak dilakukan di komputer itu.</translation>
    </message>
    <message>
        <source>Not compared with the original model: it is no longer where it was converted from.</source>
        <translation>Tidak dibandingkan dengan model asli: model itu tidak lagi berada di tempat asal konversinya.</translation>
    </message>
    <message>
        <source>Not compared with the original model: its files were changed after the conversion.</source>
        <translation>Tidak dibandingkan dengan model asli: berkasnya berubah setelah konversi.</translation>
    </message>
    <message>
        <source>Not compared with the original model: that takes {needed_bytes} of memory, and {free_bytes} were free.</source>
        <translation>Tidak dibandingkan dengan model asli: itu membutuhkan memori {needed_bytes}, dan hanya {free_bytes} yang kosong.</translation>
    </message>
    <message>
        <source>Not compared with the original model: it could not be run. The log says why.</source>
        <translation>Tidak dibandingkan dengan model asli: model itu tidak dapat dijalankan. Alasannya ada di log.</translation>
    </message>
    <message>
        <source>worth knowing</source>
        <translation>perlu diketahui</translation>
    </message>
    <message>
        <source>bad</source>
        <translation>buruk</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} dtk</translation>
    </message>
    <message>
        <source>{percent} %</source>
        <translation>{percent} %</translation>
    </message>
    <message>
        <source>{count} of {answers}</source>
        <translation>{count} dari {answers}</translation>
    </message>
    <message>
        <source>One answer may be chance. Try your own questions in the chat.</source>
        <translation>Satu jawaban bisa saja kebetulan. Cobalah pertanyaan Anda sendiri di chat.</translation>
    </message>
    <message>
        <source>Begins to answer a short question after</source>
        <translation>Mulai menjawab pertanyaan singkat setelah</translation>
    </message>
    <message>
        <source>The wait is felt. “Tune again” may help, and closing other programs.</source>
        <translation>Waktu tunggunya terasa. “Setel lagi” mungkin membantu, juga menutup program lain.</translation>
    </message>
    <message>
        <source>Longer than attention lasts. This computer is too slow for this model: a smaller one will do.</source>
        <translation>Lebih lama daripada orang sabar menunggu. Komputer ini terlalu lambat untuk model ini: pakailah yang lebih kecil.</translation>
    </message>
    <message>
        <source>Begins to answer a long text of {tokens} tokens after</source>
        <translation>Mulai menjawab teks panjang sebanyak {tokens} token setelah</translation>
    </message>
    <message>
        <source>Long texts make you wait. Shorter ones are read faster.</source>
        <translation>Teks panjang membuat Anda menunggu. Yang lebih pendek dibaca lebih cepat.</translation>
    </message>
    <message>
        <source>Too slow for long texts on this computer. Use shorter ones, or a smaller model.</source>
        <translation>Terlalu lambat untuk teks panjang di komputer ini. Gunakan teks yang lebih pendek, atau model yang lebih kecil.</translation>
    </message>
    <message>
        <source>Writes</source>
        <translation>Menulis</translation>
    </message>
    <message>
        <source>{number} tokens a second</source>
        <translation>{number} token per detik</translation>
    </message>
    <message>
        <source>Why is not known: the original could not be asked the same.</source>
        <translation>Sebabnya tidak diketahui: model asli tidak dapat ditanyai hal yang sama.</translation>
    </message>
    <message>
        <source>It was stopped: only what is shown was measured until then.</source>
        <translation>Pengukuran dihentikan: hanya yang ditampilkan yang sempat diukur.</translation>
    </message>
    <message>
        <source>Where its original lies is not known</source>
        <translation>Letak model aslinya tidak diketahui</translation>
    </message>
    <message>
        <source>This model was not converted on this computer, or an earlier version of this program did it.</source>
        <translation>Model ini tidak dikonversi di komputer ini, atau dikonversi oleh versi lama program ini.</translation>
    </message>
    <message>
        <source>Choose the folder of the model that it was made from.</source>
        <translation>Pilih folder model asal dari model ini.</translation>
    </message>
    <message>
        <source>Its original is away</source>
        <translation>Model aslinya tidak ada</translation>
    </message>
    <message>
        <source>It was converted from “{path}”, where there is no whole model now.</source>
        <translation>Model ini dikonversi dari “{path}”, yang kini tidak berisi model yang utuh.</translation>
    </message>
    <message>
        <source>Connect the drive that it lies on and try again, or choose the folder where it is now.</source>
        <translation>Sambungkan drive tempat model itu berada lalu coba lagi, atau pilih folder tempatnya sekarang.</translation>
    </message>
    <message>
        <source>Its original was changed</source>
        <translation>Model aslinya telah berubah</translation>
    </message>
    <message>
        <source>The files in “{path}” are others than those that it was converted from.</source>
        <translation>Berkas di “{path}” bukan lagi yang dulu dikonversi menjadi model ini.</translation>
    </message>
    <message>
        <source>Choose the folder all the same to compare with what is there now, or the one with the old files.</source>
        <translation>Pilih folder itu juga untuk membandingkan dengan isinya sekarang, atau pilih folder berisi berkas yang lama.</translation>
    </message>
    <message>
        <source>Its chat template or its tokenizer is not the original&apos;s. Convert it again from the original folder.</source>
        <translation>Templat chat atau tokenizer-nya bukan milik model asli. Konversikan lagi dari folder aslinya.</translation>
    </message>
    <message>
        <source>The original answers well: its chat template is another one than this model&apos;s.</source>
        <translation>Model asli menjawab dengan baik: templat chat-nya berbeda dari milik model ini.</translation>
    </message>
    <message>
        <source>The original answers well: its tokenizer is another one than this model&apos;s.</source>
        <translation>Model asli menjawab dengan baik: tokenizer-nya berbeda dari milik model ini.</translation>
    </message>
    <message>
        <source>It writes the original&apos;s stop token and goes on: its list of stop tokens is wrong.</source>
        <translation>Model ini menulis token henti model asli lalu terus menulis: daftar token hentinya salah.</translation>
    </message>
    <message>
        <source>The original, asked the same, answers well: the conversion to fewer bits did this.</source>
        <translation>Model asli menjawab pertanyaan yang sama dengan baik: ini akibat konversi ke bit yang lebih sedikit.</translation>
    </message>
    <message>
        <source>The original does the same: the training has to be looked at.</source>
        <translation>Model asli juga begitu: pelatihannya perlu diperiksa.</translation>
    </message>
    <message>
        <source>INT8 is closer to the original.</source>
        <translation>INT8 lebih dekat dengan model asli.</translation>
    </message>
    <message>
        <source>FP32 computes just what the original computes.</source>
        <translation>FP32 menghitung persis seperti model asli.</translation>
    </message>
    <message>
        <source>A little was lost.</source>
        <translation>Ada sedikit yang hilang.</translation>
    </message>
    <message>
        <source>Too much was lost: expect other answers than the original&apos;s.</source>
        <translation>Terlalu banyak yang hilang: jawabannya akan berbeda dari jawaban model asli.</translation>
    </message>
    <message>
        <source>In FP32 nothing may be lost: the conversion is wrong.</source>
        <translation>Dalam FP32 tidak boleh ada yang hilang: konversinya salah.</translation>
    </message>
    <message>
        <source>INT4 is the fastest precision.</source>
        <translation>INT4 adalah presisi tercepat.</translation>
    </message>
    <message>
        <source>Other programs took {busy} % of the processor meanwhile: measure it again.</source>
        <translation>Sementara itu program lain memakai {busy} % prosesor: ukurlah sekali lagi.</translation>
    </message>
    <message>
        <source>Many requests, one after the other</source>
        <translation>Banyak permintaan berturut-turut</translation>
    </message>
    <message>
        <source>{count} of {requests} answered</source>
        <translation>{count} dari {requests} dijawab</translation>
    </message>
    <message>
        <source>Short and long ones, some that go on with a conversation, and some that were stopped.</source>
        <translation>Pendek dan panjang, sebagian melanjutkan percakapan, dan sebagian dihentikan.</translation>
    </message>
    <message>
        <source>In between it was loaded again.</source>
        <translation>Di tengahnya model dimuat ulang.</translation>
    </message>
    <message>
        <source>Memory grew by {size_bytes} a request, as it does at first.</source>
        <translation>Memori bertambah {size_bytes} setiap permintaan, seperti lazimnya di awal.</translation>
    </message>
    <message>
        <source>Slower than most people read.</source>
        <translation>Lebih lambat daripada kebanyakan orang membaca.</translation>
    </message>
    <message>
        <source>Half as fast as most people read, or less. A smaller model will do better here.</source>
        <translation>Setengah kecepatan baca kebanyakan orang, atau kurang. Model yang lebih kecil lebih cocok di sini.</translation>
    </message>
    <message>
        <source>Memory while it answers</source>
        <translation>Memori saat menjawab</translation>
    </message>
    <message>
        <source>More than is left beside the programs that were open. Close some before a chat.</source>
        <translation>Lebih dari sisa memori di samping program yang sedang terbuka. Tutup beberapa sebelum chat.</translation>
    </message>
    <message>
        <source>More than this computer can spare. A smaller model or precision is needed.</source>
        <translation>Lebih dari yang dapat disediakan komputer ini. Diperlukan model atau presisi yang lebih kecil.</translation>
    </message>
    <message>
        <source>Processor while it answers</source>
        <translation>Prosesor saat menjawab</translation>
    </message>
    <message>
        <source>While it answers it needs the whole processor: other programs get slower.</source>
        <translation>Saat menjawab, model memerlukan seluruh prosesor: program lain menjadi lebih lambat.</translation>
    </message>
    <message>
        <source>Empty answers</source>
        <translation>Jawaban kosong</translation>
    </message>
    <message>
        <source>Answers that say the same again and again</source>
        <translation>Jawaban yang mengulang hal yang sama terus-menerus</translation>
    </message>
    <message>
        <source>Answers with marks of the chat template</source>
        <translation>Jawaban yang memuat tanda templat chat</translation>
    </message>
    <message>
        <source>Answers that do not end by themselves</source>
        <translation>Jawaban yang tidak berakhir dengan sendirinya</translation>
    </message>
    <message>
        <source>Answers with broken characters</source>
        <translation>Jawaban dengan karakter rusak</translation>
    </message>
    <message>
        <source>Answers in another script than the question</source>
        <translation>Jawaban dengan aksara lain daripada pertanyaannya</translation>
    </message>
    <message>
        <source>Questions that reach it otherwise than the original</source>
        <translation>Pertanyaan yang diterimanya berbeda dari yang diterima model asli</translation>
    </message>
    <message>
        <source>Chooses the same next token as the original at {positions} places</source>
        <translation>Memilih token berikutnya yang sama dengan model asli di {positions} tempat</translation>
    </message>
    <message>
        <source>Distance from the original (Kullback-Leibler divergence)</source>
        <translation>Jarak dari model asli (divergensi Kullback-Leibler)</translation>
    </message>
    <message>
        <source>{number} nats</source>
        <translation>{number} nat</translation>
    </message>
    <message>
        <source>The same at 99 of 100 places, at most</source>
        <translation>Jarak itu di 99 dari 100 tempat, paling banyak</translation>
    </message>
    <message>
        <source>Perplexity of texts, beside the original&apos;s</source>
        <translation>Perpleksitas teks, di samping milik model asli</translation>
    </message>
    <message>
        <source>{perplexity}, the original {original_perplexity}</source>
        <translation>{perplexity}, model asli {original_perplexity}</translation>
    </message>
    <message>
        <source>Welcome</source>
        <translation>Selamat datang</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>Komputer ini</translation>
    </message>
    <message>
        <source>Your model</source>
        <translation>Model Anda</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Presisi</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Pengaturan</translation>
    </message>
    <message>
        <source>Install</source>
        <translation>Pasang</translation>
    </message>
    <message>
        <source>Chat</source>
        <translation>Chat</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>Selesai</translation>
    </message>
    <message>
        <source>It writes the same next words as the original.</source>
        <translation>Kata-kata berikutnya yang ditulisnya sama dengan aslinya.</translation>
    </message>
    <message>
        <source>It writes {share} of 100 next words as the original.</source>
        <translation>{share} dari 100 kata berikutnya yang ditulisnya sama dengan aslinya.</translation>
    </message>
    <message>
        <source>It writes only {share} of 100 next words as the original.</source>
        <translation>Hanya {share} dari 100 kata berikutnya yang ditulisnya sama dengan aslinya.</translation>
    </message>
    <message>
        <source>Convert with {precision} to stay closer to it.</source>
        <translation>Konversikan dengan {precision} agar lebih dekat dengan aslinya.</translation>
    </message>
    <message>
        <source>Report on {name}, version {version}</source>
        <translation>Laporan tentang {name}, versi {version}</translation>
    </message>
    <message>
        <source>{precision}, made from “{source}”, measured on {date}.</source>
        <translation>{precision}, dibuat dari “{source}”, diukur pada {date}.</translation>
    </message>
    <message>
        <source>Next words beside the original&apos;s</source>
        <translation>Kata berikutnya dibandingkan dengan model asli</translation>
    </message>
    <message>
        <source>the same next word</source>
        <translation>kata berikutnya sama</translation>
    </message>
    <message>
        <source>perplexity of this model</source>
        <translation>perpleksitas model ini</translation>
    </message>
    <message>
        <source>perplexity of the original</source>
        <translation>perpleksitas model asli</translation>
    </message>
    <message>
        <source>Compared at {positions} places of texts in English and Indonesian. Right of the first dashed line it is still the same model, right of the second it is hardly told apart. The lower the perplexity, the less the texts surprise it.</source>
        <translation>Dibandingkan di {positions} tempat pada teks berbahasa Inggris dan Indonesia. Di kanan garis putus-putus pertama masih model yang sama, di kanan garis kedua hampir tidak dapat dibedakan. Makin rendah perpleksitasnya, makin sedikit teks itu mengejutkannya.</translation>
    </message>
    <message>
        <source>Of {prompts} greedy answers {same} are the original&apos;s word for word; the first parts at token {at}.</source>
        <translation>Dari {prompts} jawaban paling mungkin, {same} sama kata demi kata dengan model asli; yang pertama berbeda mulai token ke-{at}.</translation>
    </message>
    <message>
        <source>All {prompts} greedy answers are the original&apos;s, token for token.</source>
        <translation>Semua {prompts} jawaban paling mungkin sama dengan model asli, token demi token.</translation>
    </message>
    <message>
        <source>How long it reads before it answers</source>
        <translation>Berapa lama membaca sebelum menjawab</translation>
    </message>
    <message>
        <source>tokens of the question</source>
        <translation>token pertanyaan</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>detik</translation>
    </message>
    <message>
        <source>Median of {rounds} rounds each; the upright line goes from the least to the most.</source>
        <translation>Median dari {rounds} putaran; garis tegak membentang dari yang tersingkat sampai yang terlama.</translation>
    </message>
    <message>
        <source>Your own questions</source>
        <translation>Pertanyaan Anda sendiri</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>Pertanyaan</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>Yang diharapkan</translation>
    </message>
    <message>
        <source>This model&apos;s answer</source>
        <translation>Jawaban model ini</translation>
    </message>
    <message>
        <source>The original&apos;s answer</source>
        <translation>Jawaban model asli</translation>
    </message>
    <message>
        <source>The base model&apos;s answer</source>
        <translation>Jawaban model dasar</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Hasil</translation>
    </message>
    <message>
        <source>this model</source>
        <translation>model ini</translation>
    </message>
    <message>
        <source>the original</source>
        <translation>model asli</translation>
    </message>
    <message>
        <source>the base model</source>
        <translation>model dasar</translation>
    </message>
    <message>
        <source>Training gained {gained} questions and lost {lost}.</source>
        <translation>Pelatihan memperoleh {gained} pertanyaan dan kehilangan {lost}.</translation>
    </message>
    <message>
        <source>Four metrics and five checks</source>
        <translation>Empat ukuran dan lima pemeriksaan</translation>
    </message>
    <message>
        <source>metric</source>
        <translation>ukuran</translation>
    </message>
    <message>
        <source>check</source>
        <translation>pemeriksaan</translation>
    </message>
    <message>
        <source>All numbers</source>
        <translation>Semua angka</translation>
    </message>
    <message>
        <source>Line {line} holds no question.</source>
        <translation>Baris {line} tidak berisi pertanyaan.</translation>
    </message>
    <message>
        <source>Line {line} lacks the expected answer that “{value}” needs.</source>
        <translation>Baris {line} tidak berisi jawaban yang diharapkan, padahal “{value}” membutuhkannya.</translation>
    </message>
    <message>
        <source>Line {line}: “{value}” is no way to judge. There are contains, words, equals, regex, json, schema, number and same.</source>
        <translation>Baris {line}: “{value}” bukan cara penilaian. Yang ada: contains, words, equals, regex, json, schema, number, dan same.</translation>
    </message>
    <message>
        <source>Line {line}: the regular expression cannot be read ({value}).</source>
        <translation>Baris {line}: ekspresi regulernya tidak dapat dibaca ({value}).</translation>
    </message>
    <message>
        <source>Line {line}: this of the JSON schema cannot be checked: {value}</source>
        <translation>Baris {line}: bagian skema JSON ini tidak dapat diperiksa: {value}</translation>
    </message>
    <message>
        <source>Line {line}: “{value}” is no number, and no range such as 40..45 or 42 ± 0.5.</source>
        <translation>Baris {line}: “{value}” bukan angka, dan bukan rentang seperti 40..45 atau 42 ± 0,5.</translation>
    </message>
    <message>
        <source>Line {line} is no JSON: {value}</source>
        <translation>Baris {line} bukan JSON: {value}</translation>
    </message>
    <message>
        <source>Line {line}: its quotation marks do not end where the field does: {value}</source>
        <translation>Baris {line}: tanda kutipnya tidak berakhir di akhir kolom: {value}</translation>
    </message>
    <message>
        <source>Line {line} has more fields than the first line names, from here on: {value}</source>
        <translation>Baris {line} berisi lebih banyak kolom daripada yang disebut baris pertama, mulai dari sini: {value}</translation>
    </message>
    <message>
        <source>Line {line}: only system, user and assistant can speak, not {value}.</source>
        <translation>Baris {line}: hanya system, user, dan assistant yang dapat berbicara, bukan {value}.</translation>
    </message>
    <message>
        <source>Line {line} is too long for a question: {value}</source>
        <translation>Baris {line} terlalu panjang untuk sebuah pertanyaan: {value}</translation>
    </message>
    <message>
        <source>From line {line} on nothing is used: {value} questions are the most.</source>
        <translation>Mulai baris {line} tidak ada yang dipakai: paling banyak {value} pertanyaan.</translation>
    </message>
    <message>
        <source>passed</source>
        <translation>lulus</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>gagal</translation>
    </message>
    <message>
        <source>not judged</source>
        <translation>tidak dinilai</translation>
    </message>
    <message>
        <source>{passed} of {judged} questions passed.</source>
        <translation>{passed} dari {judged} pertanyaan lulus.</translation>
    </message>
    <message>
        <source>{asked} questions were asked; nothing was expected of the answers.</source>
        <translation>{asked} pertanyaan diajukan; tidak ada jawaban yang diharapkan.</translation>
    </message>
    <message>
        <source>The original passes {passed}.</source>
        <translation>Model asli lulus {passed}.</translation>
    </message>
    <message>
        <source>The base model passes {passed}.</source>
        <translation>Model dasar lulus {passed}.</translation>
    </message>
    <message>
        <source>the original passes this</source>
        <translation>model asli lulus di sini</translation>
    </message>
    <message>
        <source>the original fails here</source>
        <translation>model asli gagal di sini</translation>
    </message>
    <message>
        <source>the base model passes this</source>
        <translation>model dasar lulus di sini</translation>
    </message>
    <message>
        <source>the base model fails here</source>
        <translation>model dasar gagal di sini</translation>
    </message>
    <message>
        <source>it passed last time</source>
        <translation>terakhir kali lulus</translation>
    </message>
    <message>
        <source>it failed last time</source>
        <translation>terakhir kali gagal</translation>
    </message>
    <message>
        <source>Response time</source>
        <translation>Waktu tanggap</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Kualitas</translation>
    </message>
    <message>
        <source>Answers in its own field</source>
        <translation>Jawaban di bidangnya sendiri</translation>
    </message>
    <message>
        <source>Format of the answers</source>
        <translation>Format jawaban</translation>
    </message>
    <message>
        <source>No marks of the template in answers</source>
        <translation>Tanpa tanda templat dalam jawaban</translation>
    </message>
    <message>
        <source>The same over short and long questions</source>
        <translation>Sama baiknya untuk pertanyaan pendek dan panjang</translation>
    </message>
    <message>
        <source>Odd requests</source>
        <translation>Permintaan aneh</translation>
    </message>
    <message>
        <source>an empty message</source>
        <translation>pesan kosong</translation>
    </message>
    <message>
        <source>nothing but blanks</source>
        <translation>hanya spasi</translation>
    </message>
    <message>
        <source>writing from right to left</source>
        <translation>tulisan dari kanan ke kiri</translation>
    </message>
    <message>
        <source>control characters</source>
        <translation>karakter kendali</translation>
    </message>
    <message>
        <source>the marks of its chat template</source>
        <translation>tanda dari templat chatnya</translation>
    </message>
    <message>
        <source>100,000 characters</source>
        <translation>100.000 karakter</translation>
    </message>
    <message>
        <source>more than it can keep in mind</source>
        <translation>lebih dari yang dapat diingatnya</translation>
    </message>
    <message>
        <source>the same question twice</source>
        <translation>pertanyaan yang sama dua kali</translation>
    </message>
    <message>
        <source>Tried: {tried}.</source>
        <translation>Dicoba: {tried}.</translation>
    </message>
    <message>
        <source>It did not withstand: {fell}.</source>
        <translation>Tidak bertahan terhadap: {fell}.</translation>
    </message>
    <message>
        <source>{percent} of 100 next words as the original</source>
        <translation>{percent} dari 100 kata berikutnya seperti model asli</translation>
    </message>
    <message>
        <source>not measured</source>
        <translation>tidak diukur</translation>
    </message>
    <message>
        <source>needs your own questions</source>
        <translation>membutuhkan pertanyaan Anda sendiri</translation>
    </message>
    <message>
        <source>Faithful</source>
        <translation>Setia</translation>
    </message>
    <message>
        <source>Fast</source>
        <translation>Cepat</translation>
    </message>
    <message>
        <source>Fits</source>
        <translation>Muat</translation>
    </message>
    <message>
        <source>Clean</source>
        <translation>Bersih</translation>
    </message>
    <message>
        <source>Computes just what your original computes.</source>
        <translation>Menghitung persis seperti model asli Anda.</translation>
    </message>
    <message>
        <source>Answers like your original.</source>
        <translation>Menjawab seperti model asli Anda.</translation>
    </message>
    <message>
        <source>Answers nearly like your original.</source>
        <translation>Menjawab hampir seperti model asli Anda.</translation>
    </message>
    <message>
        <source>Answers differently from your original.</source>
        <translation>Jawabannya berbeda dari model asli.</translation>
    </message>
    <message>
        <source>The conversion is wrong: it does not compute what your original computes.</source>
        <translation>Konversinya salah: hasil hitungannya lain daripada model asli Anda.</translation>
    </message>
    <message>
        <source>Fails {lost} of your questions that the original passes.</source>
        <translation>Gagal pada {lost} pertanyaan Anda, padahal model asli lulus.</translation>
    </message>
    <message>
        <source>Not compared with its original.</source>
        <translation>Tidak dibandingkan dengan model aslinya.</translation>
    </message>
    <message>
        <source>Fast here.</source>
        <translation>Cepat di sini.</translation>
    </message>
    <message>
        <source>Slow here.</source>
        <translation>Lambat di sini.</translation>
    </message>
    <message>
        <source>Too slow for this computer.</source>
        <translation>Terlalu lambat untuk komputer ini.</translation>
    </message>
    <message>
        <source>Other programs kept this computer busy, so its speed is not judged.</source>
        <translation>Program lain membuat komputer ini sibuk, jadi kecepatannya tidak dinilai.</translation>
    </message>
    <message>
        <source>Not everything has been measured here yet.</source>
        <translation>Belum semuanya diukur di sini.</translation>
    </message>
    <message>
        <source>Memory is tight.</source>
        <translation>Memorinya pas-pasan.</translation>
    </message>
    <message>
        <source>It needs more memory than this computer can spare.</source>
        <translation>Memori yang dibutuhkannya lebih banyak daripada yang dapat diberikan komputer ini.</translation>
    </message>
    <message>
        <source>One answer was odd.</source>
        <translation>Satu jawaban aneh.</translation>
    </message>
    <message>
        <source>Some answers are broken.</source>
        <translation>Beberapa jawaban rusak.</translation>
    </message>
    <message>
        <source>Some answers are broken: its chat template is not the original&apos;s.</source>
        <translation>Beberapa jawaban rusak: templat chat-nya bukan milik model asli.</translation>
    </message>
    <message>
        <source>Some answers are broken: its tokenizer is not the original&apos;s.</source>
        <translation>Beberapa jawaban rusak: tokenizer-nya bukan milik model asli.</translation>
    </message>
    <message>
        <source>It does not stop where the original does.</source>
        <translation>Model ini tidak berhenti di tempat model asli berhenti.</translation>
    </message>
    <message>
        <source>Some answers are broken by the conversion to fewer bits.</source>
        <translation>Beberapa jawaban rusak akibat konversi ke bit yang lebih sedikit.</translation>
    </message>
    <message>
        <source>Some answers are broken, and so are the original&apos;s.</source>
        <translation>Beberapa jawaban rusak, dan begitu pula jawaban model asli.</translation>
    </message>
    <message>
        <source>An odd request ended it.</source>
        <translation>Sebuah permintaan aneh menghentikannya.</translation>
    </message>
    <message>
        <source>It left requests without an answer.</source>
        <translation>Sebagian permintaan tidak dijawabnya.</translation>
    </message>
    <message>
        <source>All next words are the original&apos;s, at {positions} places.</source>
        <translation>Semua kata berikutnya sama dengan model asli, di {positions} tempat.</translation>
    </message>
    <message>
        <source>{percent} of 100 next words are the original&apos;s, at {positions} places.</source>
        <translation>{percent} dari 100 kata berikutnya sama dengan model asli, di {positions} tempat.</translation>
    </message>
    <message>
        <source>Only {percent} of 100 next words are the original&apos;s, at {positions} places.</source>
        <translation>Hanya {percent} dari 100 kata berikutnya sama dengan model asli, di {positions} tempat.</translation>
    </message>
    <message>
        <source>In FP32 all next words should be the original&apos;s; {percent} of 100 are.</source>
        <translation>Dalam FP32 semua kata berikutnya harus sama dengan model asli; ternyata {percent} dari 100.</translation>
    </message>
    <message>
        <source>{lost} of {judged} questions fail here that the original passes.</source>
        <translation>{lost} dari {judged} pertanyaan gagal di sini, padahal model asli lulus.</translation>
    </message>
    <message>
        <source>The original was not at hand.</source>
        <translation>Model asli tidak tersedia.</translation>
    </message>
    <message>
        <source>It begins after {seconds} s and writes {speed} tokens a second.</source>
        <translation>Mulai menjawab setelah {seconds} detik dan menulis {speed} token per detik.</translation>
    </message>
    <message>
        <source>Not measured on this computer yet.</source>
        <translation>Belum diukur di komputer ini.</translation>
    </message>
    <message>
        <source>{size_bytes} of memory while it answers.</source>
        <translation>Memori {size_bytes} selama menjawab.</translation>
    </message>
    <message>
        <source>{size_bytes} of memory while it answers: close other programs before a chat.</source>
        <translation>Memori {size_bytes} selama menjawab: tutup program lain sebelum mengobrol.</translation>
    </message>
    <message>
        <source>{size_bytes} of memory while it answers: more than this computer can spare.</source>
        <translation>Memori {size_bytes} selama menjawab: lebih banyak daripada yang dapat diberikan komputer ini.</translation>
    </message>
    <message>
        <source>No answer was empty, endless, repeated or broken, and odd requests did no harm.</source>
        <translation>Tidak ada jawaban yang kosong, tanpa akhir, berulang, atau rusak, dan permintaan aneh tidak merusak apa pun.</translation>
    </message>
    <message>
        <source>One answer may be chance: try your own questions.</source>
        <translation>Satu jawaban bisa saja kebetulan: coba pertanyaan Anda sendiri.</translation>
    </message>
    <message>
        <source>The original was not at hand, so the cause is not known.</source>
        <translation>Model asli tidak tersedia, jadi sebabnya tidak diketahui.</translation>
    </message>
    <message>
        <source>The original ends and answers well when it is asked in its own way. Convert it again from the original folder.</source>
        <translation>Model asli berhenti dan menjawab dengan baik bila ditanyai dengan caranya sendiri. Konversikan lagi dari folder aslinya.</translation>
    </message>
    <message>
        <source>The same text becomes other tokens than the original&apos;s. Convert it again from the original folder.</source>
        <translation>Teks yang sama menjadi token lain daripada token model asli. Konversikan lagi dari folder aslinya.</translation>
    </message>
    <message>
        <source>It writes the original&apos;s stop token and goes on. Convert it again from the original folder.</source>
        <translation>Model ini menulis token henti model asli lalu terus menulis. Konversikan lagi dari folder aslinya.</translation>
    </message>
    <message>
        <source>The original, asked the same, answers well.</source>
        <translation>Model asli menjawab pertanyaan yang sama dengan baik.</translation>
    </message>
    <message>
        <source>After one of them it gave no answer any more.</source>
        <translation>Setelah salah satunya, model ini tidak menjawab lagi.</translation>
    </message>
    <message>
        <source>Of {requests} requests, one after the other, {failed} got no answer.</source>
        <translation>Dari {requests} permintaan berturut-turut, {failed} tidak mendapat jawaban.</translation>
    </message>
    <message>
        <source>Not measured: it was stopped before.</source>
        <translation>Tidak diukur: pengukuran dihentikan sebelumnya.</translation>
    </message>
    <message>
        <source>There is no precision closer to the original to try.</source>
        <translation>Tidak ada presisi yang lebih dekat dengan aslinya untuk dicoba.</translation>
    </message>
    <message>
        <source>No other precision is faster; only a smaller model is.</source>
        <translation>Tidak ada presisi lain yang lebih cepat; hanya model yang lebih kecil.</translation>
    </message>
    <message>
        <source>No other precision takes less memory.</source>
        <translation>Tidak ada presisi lain yang memakai lebih sedikit memori.</translation>
    </message>
    <message>
        <source>No other precision takes less memory; only a smaller model does.</source>
        <translation>Tidak ada presisi lain yang memakai lebih sedikit memori; hanya model yang lebih kecil.</translation>
    </message>
    <message>
        <source>No conversion can change that.</source>
        <translation>Tidak ada konversi yang dapat mengubahnya.</translation>
    </message>
    <message>
        <source>Measure how good it is…</source>
        <translation>Ukur seberapa baik…</translation>
    </message>
    <message>
        <source>Verdict…</source>
        <translation>Penilaian…</translation>
    </message>
    <message>
        <source>Try INT8 and compare</source>
        <translation>Coba INT8 dan bandingkan</translation>
    </message>
    <message>
        <source>Try FP32 and compare</source>
        <translation>Coba FP32 dan bandingkan</translation>
    </message>
    <message>
        <source>Try INT4 and compare</source>
        <translation>Coba INT4 dan bandingkan</translation>
    </message>
    <message>
        <source>Measure again</source>
        <translation>Ukur lagi</translation>
    </message>
    <message>
        <source>Convert again and compare</source>
        <translation>Konversi lagi dan bandingkan</translation>
    </message>
    <message>
        <source>Choose the original…</source>
        <translation>Pilih model aslinya…</translation>
    </message>
    <message>
        <source>Ask your own questions…</source>
        <translation>Ajukan pertanyaan Anda sendiri…</translation>
    </message>
    <message>
        <source>A model is a long list of numbers: the fewer bits each of them takes, the smaller and faster the model is, and the more its answers may differ from the original&apos;s.</source>
        <translation>Model adalah daftar angka yang panjang: makin sedikit bit untuk setiap angka, makin kecil dan cepat modelnya, dan makin mungkin jawabannya berbeda dari aslinya.</translation>
    </message>
    <message>
        <source>The kind of number that your training program saved the model in: bfloat16 and float16 take 16 bits a number, float32 takes 32.</source>
        <translation>Jenis angka yang dipakai program pelatihan Anda untuk menyimpan model: bfloat16 dan float16 memakai 16 bit per angka, float32 memakai 32.</translation>
    </message>
    <message>
        <source>The numbers that the model learnt: the more there are, the more it can know, and the larger and slower it is.</source>
        <translation>Angka-angka yang dipelajari model: makin banyak, makin banyak yang dapat diketahuinya, dan makin besar serta lambat modelnya.</translation>
    </message>
    <message>
        <source>The pieces that a model reads and writes text in: 100 tokens are about 75 English words.</source>
        <translation>Potongan teks yang dibaca dan ditulis model: 100 token kira-kira 75 kata bahasa Inggris.</translation>
    </message>
    <message>
        <source>The form in which a question is handed to the model, with marks for who says what; it has to be the one that the model was trained with.</source>
        <translation>Bentuk penyampaian pertanyaan kepada model, dengan tanda siapa yang berbicara; bentuk ini harus sama dengan yang dipakai saat model dilatih.</translation>
    </message>
    <message>
        <source>The marks that the model writes when its answer is complete; you never see them in a chat.</source>
        <translation>Tanda yang ditulis model saat jawabannya selesai; Anda tidak pernah melihatnya di chat.</translation>
    </message>
    <message>
        <source>The model looks up each piece of text in a table of numbers; some models read and write by the same table, which saves space.</source>
        <translation>Model mencari setiap potongan teks dalam tabel angka; sebagian model membaca dan menulis dengan tabel yang sama sehingga menghemat ruang.</translation>
    </message>
    <message>
        <source>The name by which your own programs ask Foundry Local for this model; the number at its end is the version.</source>
        <translation>Nama yang dipakai program Anda sendiri untuk meminta model ini dari Foundry Local; angka di ujungnya adalah versinya.</translation>
    </message>
    <message>
        <source>A small file beside the model that tells Foundry Local its name and the form of a question.</source>
        <translation>Berkas kecil di samping model yang memberi tahu Foundry Local namanya dan bentuk pertanyaan.</translation>
    </message>
    <message>
        <source>One file with an installed model, which this program wrote on another computer: it only needs installing.</source>
        <translation>Satu berkas berisi model terpasang, yang ditulis program ini di komputer lain: tinggal dipasang.</translation>
    </message>
</context>
<context>
    <name>AnswerFoot</name>
    <message>
        <source>Copy</source>
        <translation>Salin</translation>
    </message>
    <message>
        <source>Copy the answer</source>
        <translation>Salin jawabannya</translation>
    </message>
    <message>
        <source>Again</source>
        <translation>Ulangi</translation>
    </message>
    <message>
        <source>Answer again</source>
        <translation>Jawab sekali lagi</translation>
    </message>
    <message>
        <source>Another answer in the place of this one</source>
        <translation>Jawaban lain sebagai ganti yang ini</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Ubah</translation>
    </message>
    <message>
        <source>Edit the question</source>
        <translation>Ubah pertanyaannya</translation>
    </message>
    <message>
        <source>Change the question; this turn is forgotten</source>
        <translation>Tulis ulang pertanyaannya; giliran ini dilupakan</translation>
    </message>
    <message>
        <source>first after {seconds} s</source>
        <translation>pertama setelah {seconds} dtk</translation>
    </message>
    <message>
        <source>{number} a second</source>
        <translation>{number} per detik</translation>
    </message>
    <message>
        <source>ended by itself</source>
        <translation>selesai sendiri</translation>
    </message>
    <message>
        <source>cut off</source>
        <translation>terpotong</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>dihentikan</translation>
    </message>
</context>
<context>
    <name>AnswerPairView</name>
    <message>
        <source>Both answers are the same.</source>
        <translation>Kedua jawaban sama.</translation>
    </message>
    <message>
        <source>Both chose the same words; only the text is written otherwise.</source>
        <translation>Keduanya memilih kata yang sama; hanya tulisannya yang berbeda.</translation>
    </message>
    <message>
        <source>(no answer)</source>
        <translation>(tanpa jawaban)</translation>
    </message>
    <message>
        <source>They differ from word part {at} on, which is marked.</source>
        <translation>Keduanya berpisah pada potongan kata ke-{at}; mulai dari sana jawaban ditandai.</translation>
    </message>
    <message>
        <source>{tokens}, {speed} a second</source>
        <translation>{tokens}, {speed} per detik</translation>
    </message>
    <message>
        <source>did not end by itself</source>
        <translation>tidak berakhir dengan sendirinya</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Salin</translation>
    </message>
    <message>
        <source>Copy: {name}</source>
        <translation>Salin: {name}</translation>
    </message>
    <message>
        <source>{name} is better</source>
        <translation>{name} lebih baik</translation>
    </message>
    <message>
        <source>Equally good</source>
        <translation>Sama baiknya</translation>
    </message>
</context>
<context>
    <name>AnsweredPages</name>
    <message>
        <source>Only those that &amp;failed ({count})</source>
        <translation>Hanya yang &amp;gagal ({count})</translation>
    </message>
    <message>
        <source>&amp;Previous</source>
        <translation>&amp;Sebelumnya</translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation>&amp;Berikutnya</translation>
    </message>
    <message>
        <source>{first} to {last} of {count}</source>
        <translation>{first} sampai {last} dari {count}</translation>
    </message>
    <message>
        <source>expected ({judge}): {expected}</source>
        <translation>diharapkan ({judge}): {expected}</translation>
    </message>
    <message>
        <source>parts from the original at token {at}</source>
        <translation>berbeda dari aslinya mulai token ke-{at}</translation>
    </message>
    <message>
        <source>This model</source>
        <translation>Model ini</translation>
    </message>
    <message>
        <source>The original</source>
        <translation>Model asli</translation>
    </message>
    <message>
        <source>The base model</source>
        <translation>Model dasar</translation>
    </message>
    <message>
        <source>(no answer)</source>
        <translation>(tanpa jawaban)</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Salin</translation>
    </message>
    <message>
        <source>Copy: {name}</source>
        <translation>Salin: {name}</translation>
    </message>
</context>
<context>
    <name>ChangedMark</name>
    <message>
        <source>It differs from what is recommended.</source>
        <translation>Ini berbeda dari yang disarankan.</translation>
    </message>
</context>
<context>
    <name>ChatFigures</name>
    <message>
        <source>Tokens a second</source>
        <translation>Token per detik</translation>
    </message>
    <message>
        <source>First token after</source>
        <translation>Menunggu token pertama</translation>
    </message>
    <message>
        <source>Context used</source>
        <translation>Konteks terpakai</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Memori</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>Prosesor</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} detik</translation>
    </message>
    <message>
        <source>{used} of {limit}</source>
        <translation>{used} dari {limit}</translation>
    </message>
</context>
<context>
    <name>ChatHistoryDialog</name>
    <message>
        <source>Earlier conversations</source>
        <translation>Percakapan sebelumnya</translation>
    </message>
    <message>
        <source>Search what was said</source>
        <translation>Cari dalam percakapan</translation>
    </message>
    <message>
        <source>With which model</source>
        <translation>Dengan model yang mana</translation>
    </message>
    <message>
        <source>With this model</source>
        <translation>Dengan model ini</translation>
    </message>
    <message>
        <source>With every model</source>
        <translation>Dengan semua model</translation>
    </message>
    <message>
        <source>Con&amp;tinue</source>
        <translation>&amp;Lanjutkan</translation>
    </message>
    <message>
        <source>&amp;Save…</source>
        <translation>&amp;Simpan…</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Hapus</translation>
    </message>
    <message>
        <source>Delete &amp;all of these…</source>
        <translation>Hapus se&amp;mua ini…</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Tutup</translation>
    </message>
    <message>
        <source>They are kept on this computer alone, until you delete them.</source>
        <translation>Semuanya hanya disimpan di komputer ini, sampai Anda menghapusnya.</translation>
    </message>
    <message>
        <source>Nothing like that was said.</source>
        <translation>Tidak ada percakapan seperti itu.</translation>
    </message>
    <message>
        <source>There is no conversation yet.</source>
        <translation>Belum ada percakapan.</translation>
    </message>
    <message>
        <source>Delete this conversation?</source>
        <translation>Hapus percakapan ini?</translation>
    </message>
    <message>
        <source>Delete {count} conversations?</source>
        <translation>Hapus {count} percakapan?</translation>
    </message>
    <message>
        <source>This cannot be undone.</source>
        <translation>Ini tidak dapat dibatalkan.</translation>
    </message>
    <message>
        <source>&amp;Keep</source>
        <translation>&amp;Jangan hapus</translation>
    </message>
</context>
<context>
    <name>ChatLinks</name>
    <message>
        <source>&amp;Questions…</source>
        <translation>&amp;Pertanyaan…</translation>
    </message>
    <message>
        <source>Ask your own questions, and judge the answers</source>
        <translation>Ajukan pertanyaan Anda sendiri, dan nilai jawabannya</translation>
    </message>
    <message>
        <source>C&amp;ompare…</source>
        <translation>Bandin&amp;gkan…</translation>
    </message>
    <message>
        <source>Ask another model, or the original, the same</source>
        <translation>Ajukan hal yang sama kepada model lain, atau model aslinya</translation>
    </message>
    <message>
        <source>&amp;History…</source>
        <translation>&amp;Riwayat…</translation>
    </message>
    <message>
        <source>&amp;Save…</source>
        <translation>&amp;Simpan…</translation>
    </message>
    <message>
        <source>New con&amp;versation</source>
        <translation>Percakapan &amp;baru</translation>
    </message>
</context>
<context>
    <name>ChatPage</name>
    <message>
        <source>Chat with your model</source>
        <translation>Chat dengan model Anda</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Menghentikan…</translation>
    </message>
    <message>
        <source>Ended because the longest answer was reached.</source>
        <translation>Terhenti karena batas panjang jawaban tercapai.</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>Dihentikan.</translation>
    </message>
    <message>
        <source>{name}, version {version}, {precision}, in Foundry Local on this computer.</source>
        <translation>{name}, versi {version}, {precision}, di Foundry Local pada komputer ini.</translation>
    </message>
    <message>
        <source>The model&apos;s chat template does not come to an end with this question. Ask otherwise.</source>
        <translation>Templat percakapan model tidak pernah selesai dengan pertanyaan ini. Ajukan dengan cara lain.</translation>
    </message>
    <message>
        <source>This does not fit into what the model can keep in mind. Write less, or begin again.</source>
        <translation>Ini melebihi daya ingat model. Tulislah lebih singkat, atau mulai percakapan baru.</translation>
    </message>
</context>
<context>
    <name>ChatSettings</name>
    <message>
        <source>How it answers in this chat</source>
        <translation>Cara menjawab dalam chat ini</translation>
    </message>
    <message>
        <source>Se&amp;ttings</source>
        <translation>Penga&amp;turan</translation>
    </message>
    <message>
        <source>As it was &amp;installed</source>
        <translation>Seperti saat d&amp;ipasang</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>T&amp;utup</translation>
    </message>
    <message>
        <source>It applies to this chat only.</source>
        <translation>Hanya berlaku untuk chat ini.</translation>
    </message>
</context>
<context>
    <name>ChatView</name>
    <message>
        <source>Conversation</source>
        <translation>Percakapan</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Anda</translation>
    </message>
    <message>
        <source>The model</source>
        <translation>Model</translation>
    </message>
    <message>
        <source>What the model thought</source>
        <translation>Yang dipikirkan model</translation>
    </message>
    <message>
        <source>Thoughts</source>
        <translation>Pemikiran</translation>
    </message>
    <message>
        <source>The model does not remember what is above.</source>
        <translation>Model tidak mengingat apa yang ada di atas.</translation>
    </message>
</context>
<context>
    <name>CheckPage</name>
    <message>
        <source>What converting and running a model needs from your computer.</source>
        <translation>Yang dibutuhkan dari komputer Anda untuk mengonversi dan menjalankan model.</translation>
    </message>
    <message>
        <source>Is this computer ready?</source>
        <translation>Apakah komputer ini siap?</translation>
    </message>
    <message>
        <source>Looking at this computer…</source>
        <translation>Memeriksa komputer ini…</translation>
    </message>
    <message>
        <source>Check &amp;again</source>
        <translation>Periksa &amp;ulang</translation>
    </message>
    <message>
        <source>Something has to be changed before you can go on:</source>
        <translation>Ada yang perlu dibenahi sebelum Anda dapat melanjutkan:</translation>
    </message>
    <message>
        <source>You can go on. Some things could be better:</source>
        <translation>Anda dapat melanjutkan. Beberapa hal bisa lebih baik:</translation>
    </message>
    <message>
        <source>Everything is there. You can go on.</source>
        <translation>Semuanya lengkap. Anda dapat melanjutkan.</translation>
    </message>
    <message>
        <source>Folder for your models</source>
        <translation>Folder untuk model Anda</translation>
    </message>
</context>
<context>
    <name>ChoosePage</name>
    <message>
        <source>Choose the folder in which your training program saved the model.</source>
        <translation>Pilih folder tempat program pelatihan Anda menyimpan model.</translation>
    </message>
    <message>
        <source>Choose your model</source>
        <translation>Pilih model Anda</translation>
    </message>
    <message>
        <source>Try the &amp;sample model</source>
        <translation>Coba model &amp;contoh</translation>
    </message>
    <message>
        <source>&amp;Open a packed model…</source>
        <translation>Buka m&amp;odel yang dikemas…</translation>
    </message>
    <message>
        <source>Choose the &amp;base model…</source>
        <translation>Pilih model &amp;dasar…</translation>
    </message>
    <message>
        <source>packed model</source>
        <translation>model yang dikemas</translation>
    </message>
    <message>
        <source>Making the copy…</source>
        <translation>Membuat salinan…</translation>
    </message>
    <message>
        <source>Looking into the folder…</source>
        <translation>Memeriksa isi folder…</translation>
    </message>
    <message>
        <source>Open a packed model</source>
        <translation>Buka model yang dikemas</translation>
    </message>
    <message>
        <source>Packed models</source>
        <translation>Model yang dikemas</translation>
    </message>
    <message>
        <source>The folder of the base model</source>
        <translation>Folder model dasar</translation>
    </message>
    <message>
        <source>“{name}” can be installed as it is</source>
        <translation>“{name}” dapat langsung dipasang</translation>
    </message>
    <message>
        <source>“{name}” cannot run here</source>
        <translation>“{name}” tidak dapat berjalan di sini</translation>
    </message>
    <message>
        <source>“{name}” needs its base model</source>
        <translation>“{name}” memerlukan model dasarnya</translation>
    </message>
    <message>
        <source>“{name}” can be converted</source>
        <translation>“{name}” dapat dikonversi</translation>
    </message>
    <message>
        <source>“{name}” cannot be converted</source>
        <translation>“{name}” tidak dapat dikonversi</translation>
    </message>
</context>
<context>
    <name>ClosingQuestions</name>
    <message>
        <source>Your model is still being worked on. Stop and close?</source>
        <translation>Model Anda masih dikerjakan. Hentikan dan tutup?</translation>
    </message>
    <message>
        <source>What has been done so far is kept: the next start goes on from there.</source>
        <translation>Yang sudah selesai disimpan: saat dibuka lagi, pekerjaan dilanjutkan dari situ.</translation>
    </message>
    <message>
        <source>What has been done so far would be lost.</source>
        <translation>Hasil pekerjaan sejauh ini akan hilang.</translation>
    </message>
    <message>
        <source>&amp;Stop and close</source>
        <translation>&amp;Hentikan dan tutup</translation>
    </message>
    <message>
        <source>&amp;Keep going</source>
        <translation>&amp;Lanjutkan</translation>
    </message>
    <message>
        <source>Other programs can still ask “{name}”. Close all the same?</source>
        <translation>Program lain masih dapat bertanya kepada “{name}”. Tetap tutup?</translation>
    </message>
    <message>
        <source>They get no answers any more until you turn the program address on again.</source>
        <translation>Program itu tidak mendapat jawaban lagi sampai alamat program Anda nyalakan kembali.</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Tutup</translation>
    </message>
    <message>
        <source>&amp;Stay open</source>
        <translation>&amp;Biarkan terbuka</translation>
    </message>
</context>
<context>
    <name>CodeBlock</name>
    <message>
        <source>Copy</source>
        <translation>Salin</translation>
    </message>
    <message>
        <source>Copy: {name}</source>
        <translation>Salin: {name}</translation>
    </message>
</context>
<context>
    <name>Collapsible</name>
    <message>
        <source>folded</source>
        <translation>terlipat</translation>
    </message>
    <message>
        <source>unfolded</source>
        <translation>terbuka</translation>
    </message>
    <message>
        <source>differs from what is recommended</source>
        <translation>berbeda dari yang disarankan</translation>
    </message>
</context>
<context>
    <name>CompareDialog</name>
    <message>
        <source>Two models side by side</source>
        <translation>Dua model berdampingan</translation>
    </message>
    <message>
        <source>First model</source>
        <translation>Model pertama</translation>
    </message>
    <message>
        <source>Second model</source>
        <translation>Model kedua</translation>
    </message>
    <message>
        <source>Another &amp;folder…</source>
        <translation>&amp;Folder lain…</translation>
    </message>
    <message>
        <source>One question to both</source>
        <translation>Satu pertanyaan untuk keduanya</translation>
    </message>
    <message>
        <source>&amp;Ask both</source>
        <translation>T&amp;anyai keduanya</translation>
    </message>
    <message>
        <source>Keep the first, delete the second</source>
        <translation>Pertahankan yang pertama, hapus yang kedua</translation>
    </message>
    <message>
        <source>Keep the second, delete the first</source>
        <translation>Pertahankan yang kedua, hapus yang pertama</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Tutup</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>Memulai…</translation>
    </message>
    <message>
        <source>Choose the folder of a model</source>
        <translation>Pilih folder sebuah model</translation>
    </message>
    <message>
        <source>The original, {name}</source>
        <translation>Model asli, {name}</translation>
    </message>
    <message>
        <source>Before tuning, {name}</source>
        <translation>Sebelum dilatih, {name}</translation>
    </message>
    <message>
        <source>Keep {name}, delete {other}</source>
        <translation>Simpan {name}, hapus {other}</translation>
    </message>
    <message>
        <source>No other model is installed: choose the folder of one.</source>
        <translation>Tidak ada model lain yang terpasang: pilih folder sebuah model.</translation>
    </message>
    <message>
        <source>Choose two different models.</source>
        <translation>Pilih dua model yang berbeda.</translation>
    </message>
    <message>
        <source>Your votes: {one} {first}, {other} {second}, equally good {equal}.</source>
        <translation>Suara Anda: {one} {first}, {other} {second}, sama baiknya {equal}.</translation>
    </message>
</context>
<context>
    <name>ConnectionsPart</name>
    <message>
        <source>Looking…</source>
        <translation>Memeriksa…</translation>
    </message>
    <message>
        <source>Each part of the program notes every connection that it asks the system for, and the system is asked which are open at this moment. Pages that you open yourself are your browser&apos;s.</source>
        <translation>Setiap bagian program mencatat setiap sambungan yang dimintanya dari sistem, dan sistem ditanya mana yang sedang terbuka saat ini. Halaman yang Anda buka sendiri adalah urusan peramban Anda.</translation>
    </message>
    <message>
        <source>Since the start: {made}. Open now: {open}.</source>
        <translation>Sejak program dimulai: {made}. Sedang terbuka: {open}.</translation>
    </message>
</context>
<context>
    <name>ConversationFile</name>
    <message>
        <source>Save the conversation</source>
        <translation>Simpan percakapan</translation>
    </message>
</context>
<context>
    <name>CopyButton</name>
    <message>
        <source>Copied</source>
        <translation>Tersalin</translation>
    </message>
</context>
<context>
    <name>DraftCount</name>
    <message>
        <source>With this message {tokens} of the {limit} tokens that the model can keep in mind are used.</source>
        <translation>Dengan pesan ini, {tokens} dari {limit} token yang dapat diingat model akan terpakai.</translation>
    </message>
    <message>
        <source>This makes {tokens} tokens, and the model can keep {limit} in mind: it forgets earlier turns, or cannot take it.</source>
        <translation>Jumlahnya menjadi {tokens} token, padahal model hanya dapat mengingat {limit}: percakapan awal akan dilupakan, atau pesan ini ditolak.</translation>
    </message>
</context>
<context>
    <name>DropZone</name>
    <message>
        <source>Bro&amp;wse…</source>
        <translation>&amp;Telusuri…</translation>
    </message>
    <message>
        <source>Drop your model here</source>
        <translation>Seret model Anda ke sini</translation>
    </message>
    <message>
        <source>Its folder, a file of it such as config.json, or a packed model.</source>
        <translation>Foldernya, salah satu berkasnya seperti config.json, atau model yang dikemas.</translation>
    </message>
    <message>
        <source>Choose your model&apos;s folder</source>
        <translation>Pilih folder model Anda</translation>
    </message>
</context>
<context>
    <name>EarlierConversions</name>
    <message>
        <source>&amp;Delete it</source>
        <translation>&amp;Hapus</translation>
    </message>
</context>
<context>
    <name>FailurePanel</name>
    <message>
        <source>&amp;Try again</source>
        <translation>C&amp;oba lagi</translation>
    </message>
    <message>
        <source>Copy &amp;report</source>
        <translation>Salin lapo&amp;ran</translation>
    </message>
    <message>
        <source>Choose another &amp;folder…</source>
        <translation>Pilih &amp;folder lain…</translation>
    </message>
    <message>
        <source>Folder for your models</source>
        <translation>Folder untuk model Anda</translation>
    </message>
</context>
<context>
    <name>FindingList</name>
    <message>
        <source>Open “{name}”</source>
        <translation>Buka “{name}”</translation>
    </message>
    <message>
        <source>Take it from the base model…</source>
        <translation>Ambil dari model dasar…</translation>
    </message>
    <message>
        <source>Makes a new folder beside yours. Your own files stay as they are.</source>
        <translation>Membuat folder baru di sebelah folder Anda. Berkas Anda sendiri tidak diubah.</translation>
    </message>
</context>
<context>
    <name>FinishPage</name>
    <message>
        <source>Your model is ready for you and for your programs.</source>
        <translation>Model Anda siap dipakai, baik oleh Anda maupun oleh program Anda.</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Semua sudah selesai</translation>
    </message>
    <message>
        <source>&amp;Open its folder</source>
        <translation>Buka &amp;foldernya</translation>
    </message>
    <message>
        <source>Install &amp;another model</source>
        <translation>Pasang model &amp;lain</translation>
    </message>
    <message>
        <source>Installed &amp;models</source>
        <translation>&amp;Model terpasang</translation>
    </message>
    <message>
        <source>&amp;Pack for another computer…</source>
        <translation>K&amp;emas untuk komputer lain…</translation>
    </message>
    <message>
        <source>&amp;Use it from programs</source>
        <translation>&amp;Gunakan dari program</translation>
    </message>
    <message>
        <source>Use it from Python (install the package foundry-local-sdk first)</source>
        <translation>Pakai dari Python (pasang dulu paket foundry-local-sdk)</translation>
    </message>
    <message>
        <source>From pro&amp;grams and the terminal</source>
        <translation>Dari &amp;program dan terminal</translation>
    </message>
    <message>
        <source>Your model has been renamed or deleted since.</source>
        <translation>Model Anda sudah diganti namanya atau dihapus sejak itu.</translation>
    </message>
    <message>
        <source>{name} is not installed under this name any more</source>
        <translation>{name} tidak lagi terpasang dengan nama ini</translation>
    </message>
    <message>
        <source>“Installed models” shows what is there.</source>
        <translation>“Model terpasang” menampilkan yang ada.</translation>
    </message>
    <message>
        <source>Your model is ready for another computer.</source>
        <translation>Model Anda siap untuk komputer lain.</translation>
    </message>
    <message>
        <source>{name} is converted</source>
        <translation>{name} sudah dikonversi</translation>
    </message>
    <message>
        <source>Chat in a terminal</source>
        <translation>Chat di terminal</translation>
    </message>
    <message>
        <source>C&amp;hat with it</source>
        <translation>C&amp;hat dengannya</translation>
    </message>
    <message>
        <source>{name} is installed</source>
        <translation>{name} sudah terpasang</translation>
    </message>
</context>
<context>
    <name>FirstAnswer</name>
    <message>
        <source>Foundry Local loaded it, and it answered.</source>
        <translation>Foundry Local telah memuat model, dan model telah menjawab.</translation>
    </message>
    <message>
        <source>It was asked: {question}</source>
        <translation>Pertanyaannya: {question}</translation>
    </message>
    <message>
        <source>(nothing)</source>
        <translation>(kosong)</translation>
    </message>
    <message>
        <source>Its answer: {answer}</source>
        <translation>Jawabannya: {answer}</translation>
    </message>
</context>
<context>
    <name>HelpDialog</name>
    <message>
        <source>Help</source>
        <translation>Bantuan</translation>
    </message>
    <message>
        <source>Help text</source>
        <translation>Teks bantuan</translation>
    </message>
    <message>
        <source>Search the help</source>
        <translation>Cari di bantuan</translation>
    </message>
    <message>
        <source>Words to look for</source>
        <translation>Kata yang dicari</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Tutup</translation>
    </message>
    <message>
        <source>Everything here works without the internet, this page too.</source>
        <translation>Semua di sini bekerja tanpa internet, begitu pula halaman ini.</translation>
    </message>
    <message>
        <source>{count} found. Enter goes to the next.</source>
        <translation>{count} ditemukan. Enter menuju yang berikutnya.</translation>
    </message>
    <message>
        <source>1 found.</source>
        <translation>1 ditemukan.</translation>
    </message>
    <message>
        <source>Nothing found.</source>
        <translation>Tidak ditemukan.</translation>
    </message>
</context>
<context>
    <name>InstallPage</name>
    <message>
        <source>C&amp;hat</source>
        <translation>C&amp;hat</translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation>&amp;Lanjut</translation>
    </message>
    <message>
        <source>Stop converting?</source>
        <translation>Hentikan konversi?</translation>
    </message>
    <message>
        <source>What is done so far can be kept. The same conversion then goes on from there.</source>
        <translation>Yang sudah selesai dapat disimpan. Konversi yang sama lalu dilanjutkan dari situ.</translation>
    </message>
    <message>
        <source>&amp;Keep what is done</source>
        <translation>&amp;Simpan yang sudah selesai</translation>
    </message>
    <message>
        <source>&amp;Throw it away</source>
        <translation>&amp;Buang</translation>
    </message>
    <message>
        <source>&amp;Go on converting</source>
        <translation>&amp;Lanjutkan konversi</translation>
    </message>
    <message>
        <source>{precision}, {size}: it writes {share} of 100 next words as the original. {next} comes next.</source>
        <translation>{precision}, {size}: {share} dari 100 kata berikutnya ditulis seperti aslinya. Berikutnya {next}.</translation>
    </message>
    <message>
        <source>This did not work</source>
        <translation>Ini tidak berhasil</translation>
    </message>
    <message>
        <source>Your original files were not changed.</source>
        <translation>Berkas asli Anda tidak diubah.</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Dihentikan</translation>
    </message>
    <message>
        <source>The converted model is kept: trying again only installs it.</source>
        <translation>Model hasil konversi disimpan: jika dicoba lagi, tinggal dipasang.</translation>
    </message>
    <message>
        <source>Converting and installing</source>
        <translation>Sedang mengonversi dan memasang</translation>
    </message>
    <message>
        <source>You can use the computer meanwhile. It is kept awake where the system allows it.</source>
        <translation>Sementara itu komputer dapat dipakai. Komputer dijaga tetap aktif jika sistemnya mengizinkan.</translation>
    </message>
    <message>
        <source>Your model is converted</source>
        <translation>Model Anda sudah dikonversi</translation>
    </message>
    <message>
        <source>It is for another computer: this one cannot run it.</source>
        <translation>Hasilnya untuk komputer lain: komputer ini tidak dapat menjalankannya.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nama</translation>
    </message>
    <message>
        <source>Model id</source>
        <translation>ID model</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Presisi</translation>
    </message>
    <message>
        <source>Size on disk</source>
        <translation>Ukuran di disk</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Folder</translation>
    </message>
    <message>
        <source>Time to convert</source>
        <translation>Lama konversi</translation>
    </message>
    <message>
        <source>Most memory used</source>
        <translation>Memori tertinggi</translation>
    </message>
    <message>
        <source>Converted, and checked with a trial answer.</source>
        <translation>Sudah dikonversi dan diuji dengan satu jawaban percobaan.</translation>
    </message>
    <message>
        <source>Installing your model</source>
        <translation>Memasang model Anda</translation>
    </message>
    <message>
        <source>Next, you can chat with it.</source>
        <translation>Berikutnya, Anda dapat chat dengannya.</translation>
    </message>
    <message>
        <source>Your model is installed</source>
        <translation>Model Anda sudah terpasang</translation>
    </message>
</context>
<context>
    <name>JobDialog</name>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Tutup</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>Memulai…</translation>
    </message>
    <message>
        <source>It is done.</source>
        <translation>Sudah selesai.</translation>
    </message>
    <message>
        <source>This did not work.</source>
        <translation>Ini tidak berhasil.</translation>
    </message>
    <message>
        <source>Cance&amp;l</source>
        <translation>Bata&amp;l</translation>
    </message>
</context>
<context>
    <name>JobPage</name>
    <message>
        <source>Cance&amp;l</source>
        <translation>Bata&amp;l</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>Memulai…</translation>
    </message>
</context>
<context>
    <name>JobProgress</name>
    <message>
        <source>Log</source>
        <translation>Log</translation>
    </message>
    <message>
        <source>&amp;Details</source>
        <translation>&amp;Detail</translation>
    </message>
    <message>
        <source>{elapsed}, {left} left</source>
        <translation>{elapsed}, sisa {left}</translation>
    </message>
</context>
<context>
    <name>LeftoversPart</name>
    <message>
        <source>Looking…</source>
        <translation>Memeriksa…</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Hapus</translation>
    </message>
    <message>
        <source>Delete what interrupted work has left</source>
        <translation>Hapus sisa pekerjaan yang terputus</translation>
    </message>
    <message>
        <source>Takes {size}. Deleted, it cannot be continued.</source>
        <translation>Memakai {size}. Setelah dihapus, pekerjaan itu tidak dapat dilanjutkan.</translation>
    </message>
    <message>
        <source>Nothing is left of it.</source>
        <translation>Tidak ada sisanya.</translation>
    </message>
</context>
<context>
    <name>LibraryDialog</name>
    <message>
        <source>Installed models</source>
        <translation>Model terpasang</translation>
    </message>
    <message>
        <source>&amp;Install a model</source>
        <translation>&amp;Pasang sebuah model</translation>
    </message>
    <message>
        <source>&amp;Add a converted folder…</source>
        <translation>&amp;Tambahkan folder hasil konversi…</translation>
    </message>
    <message>
        <source>&amp;Repair</source>
        <translation>&amp;Perbaiki</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>T&amp;utup</translation>
    </message>
    <message>
        <source>Deleting…</source>
        <translation>Menghapus…</translation>
    </message>
    <message>
        <source>Finding what is fastest on this computer…</source>
        <translation>Mencari yang tercepat di komputer ini…</translation>
    </message>
    <message>
        <source>Asking the foundry command…</source>
        <translation>Bertanya kepada perintah foundry…</translation>
    </message>
    <message>
        <source>Renaming…</source>
        <translation>Mengganti nama…</translation>
    </message>
    <message>
        <source>Looking at every model…</source>
        <translation>Memeriksa setiap model…</translation>
    </message>
    <message>
        <source>Adding the model and trying it out…</source>
        <translation>Menambahkan model dan mencobanya…</translation>
    </message>
    <message>
        <source>Looking at what is installed…</source>
        <translation>Memeriksa apa yang terpasang…</translation>
    </message>
    <message>
        <source>No model is installed yet. {free} are free on the disk.</source>
        <translation>Belum ada model yang terpasang. Ruang kosong di disk: {free}.</translation>
    </message>
    <message>
        <source>They take {size}; {free} are free on the disk.</source>
        <translation>Semuanya memakai {size}; ruang kosong di disk: {free}.</translation>
    </message>
</context>
<context>
    <name>LibraryFilter</name>
    <message>
        <source>Search</source>
        <translation>Cari</translation>
    </message>
    <message>
        <source>Search by name, precision or source</source>
        <translation>Cari menurut nama, presisi, atau asal</translation>
    </message>
    <message>
        <source>Search the installed models</source>
        <translation>Cari di antara model terpasang</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nama</translation>
    </message>
    <message>
        <source>Last used</source>
        <translation>Terakhir dipakai</translation>
    </message>
    <message>
        <source>Newest</source>
        <translation>Terbaru</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Ukuran</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Penilaian</translation>
    </message>
    <message>
        <source>S&amp;ort by</source>
        <translation>&amp;Urutkan</translation>
    </message>
</context>
<context>
    <name>LibraryNotices</name>
    <message>
        <source>In a terminal: {command}</source>
        <translation>Di terminal: {command}</translation>
    </message>
    <message>
        <source>The foundry command lists it now</source>
        <translation>Perintah foundry sekarang mencantumkannya</translation>
    </message>
    <message>
        <source>Tuned again</source>
        <translation>Sudah disetel ulang</translation>
    </message>
    <message>
        <source>Nothing is wrong</source>
        <translation>Tidak ada yang salah</translation>
    </message>
    <message>
        <source>Delete permanently</source>
        <translation>Hapus permanen</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>C&amp;oba lagi</translation>
    </message>
</context>
<context>
    <name>LibraryPart</name>
    <message>
        <source>C&amp;hange…</source>
        <translation>&amp;Ubah…</translation>
    </message>
    <message>
        <source>Change where installed models are kept</source>
        <translation>Ubah tempat penyimpanan model terpasang</translation>
    </message>
    <message>
        <source>If you choose another folder, it is used from then on. What is installed already stays where it is, and keeps working.</source>
        <translation>Jika Anda memilih folder lain, folder itu dipakai sejak saat itu. Yang sudah terpasang tetap di tempatnya dan tetap berfungsi.</translation>
    </message>
    <message>
        <source>If you choose another folder, it is used from then on. What is installed already can go there, or stay.</source>
        <translation>Jika Anda memilih folder lain, folder itu dipakai sejak saat itu. Yang sudah terpasang dapat ikut dipindahkan atau tetap di tempatnya.</translation>
    </message>
    <message>
        <source>Choose where installed models are kept</source>
        <translation>Pilih tempat penyimpanan model terpasang</translation>
    </message>
    <message>
        <source>Move the installed models too?</source>
        <translation>Pindahkan juga model yang terpasang?</translation>
    </message>
    <message>
        <source>In “{path}” there is one. Left there, it keeps working.</source>
        <translation>Di “{path}” ada satu. Jika ditinggal di sana, model itu tetap berfungsi.</translation>
    </message>
    <message>
        <source>In “{path}” there are {count}. Left there, they keep working.</source>
        <translation>Di “{path}” ada {count}. Jika ditinggal di sana, semuanya tetap berfungsi.</translation>
    </message>
    <message>
        <source>&amp;Move them</source>
        <translation>&amp;Pindahkan</translation>
    </message>
    <message>
        <source>&amp;Leave them</source>
        <translation>&amp;Biarkan di sana</translation>
    </message>
    <message>
        <source>&amp;Keep the old folder</source>
        <translation>&amp;Tetap pakai folder lama</translation>
    </message>
</context>
<context>
    <name>LibraryQuestions</name>
    <message>
        <source>New name for {name} (all of its versions)</source>
        <translation>Nama baru untuk {name} (semua versinya)</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Ganti nama</translation>
    </message>
    <message>
        <source>Choose the folder of a converted model</source>
        <translation>Pilih folder model hasil konversi</translation>
    </message>
    <message>
        <source>Choose the folder in which the model may be</source>
        <translation>Pilih folder tempat model itu mungkin berada</translation>
    </message>
    <message>
        <source>Delete {name}, version {number}?</source>
        <translation>Hapus {name}, versi {number}?</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Hapus</translation>
    </message>
    <message>
        <source>&amp;Keep it</source>
        <translation>&amp;Jangan hapus</translation>
    </message>
    <message>
        <source>Foundry Local forgets it. No file is deleted: “{folder}” is not there.</source>
        <translation>Foundry Local akan melupakannya. Tidak ada berkas yang dihapus: “{folder}” tidak ada.</translation>
    </message>
    <message>
        <source>Foundry Local forgets it, and “{folder}” goes to the trash. Emptying the trash then frees {size}. The model that it was made from is not touched.</source>
        <translation>Foundry Local akan melupakannya, dan “{folder}” masuk ke tempat sampah. Mengosongkan tempat sampah membebaskan {size}. Model asalnya tidak disentuh.</translation>
    </message>
</context>
<context>
    <name>LiveChart</name>
    <message>
        <source>Memory</source>
        <translation>Memori</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>Prosesor</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>Disk</translation>
    </message>
    <message>
        <source>{now}, highest {peak}</source>
        <translation>{now}, tertinggi {peak}</translation>
    </message>
    <message>
        <source>{size} free</source>
        <translation>{size} kosong</translation>
    </message>
</context>
<context>
    <name>ModelFacts</name>
    <message>
        <source>one of its own</source>
        <translation>templat sendiri</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Folder</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Berkas</translation>
    </message>
    <message>
        <source>Base model</source>
        <translation>Model dasar</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Jenis</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>Size on disk</source>
        <translation>Ukuran di disk</translation>
    </message>
    <message>
        <source>Keeps in mind</source>
        <translation>Daya ingat</translation>
    </message>
    <message>
        <source>Chat template</source>
        <translation>Templat chat</translation>
    </message>
    <message>
        <source>An answer ends with</source>
        <translation>Jawaban berakhir dengan</translation>
    </message>
    <message>
        <source>Word tables</source>
        <translation>Tabel kata</translation>
    </message>
    <message>
        <source>Languages</source>
        <translation>Bahasa</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lisensi</translation>
    </message>
    <message>
        <source>{size}, stored as {type}</source>
        <translation>{size}, disimpan sebagai {type}</translation>
    </message>
    <message>
        <source>{words} words of a conversation ({tokens} tokens)</source>
        <translation>{words} kata percakapan ({tokens} token)</translation>
    </message>
    <message>
        <source>one for reading and writing</source>
        <translation>satu tabel untuk membaca sekaligus menulis</translation>
    </message>
    <message>
        <source>one for reading, one for writing</source>
        <translation>satu untuk membaca, satu untuk menulis</translation>
    </message>
    <message>
        <source>{count} billion</source>
        <translation>{count} miliar</translation>
    </message>
    <message>
        <source>{count} million</source>
        <translation>{count} juta</translation>
    </message>
</context>
<context>
    <name>ModelList</name>
    <message>
        <source>Nothing like that is installed.</source>
        <translation>Tidak ada model terpasang yang seperti itu.</translation>
    </message>
    <message>
        <source>&amp;Show more ({count} are left)</source>
        <translation>&amp;Tampilkan lagi (tersisa {count})</translation>
    </message>
    <message>
        <source>Earlier versions ({count})</source>
        <translation>Versi sebelumnya ({count})</translation>
    </message>
</context>
<context>
    <name>ModelOffers</name>
    <message>
        <source>&amp;Chat with it</source>
        <translation>&amp;Chat dengannya</translation>
    </message>
    <message>
        <source>Chat with {name}</source>
        <translation>Chat dengan {name}</translation>
    </message>
    <message>
        <source>On {day} it was converted to {precision}, and not installed. It need not be converted again.</source>
        <translation>Pada {day} model ini dikonversi ke {precision}, tetapi belum dipasang. Tidak perlu dikonversi lagi.</translation>
    </message>
    <message>
        <source>This model is converted already</source>
        <translation>Model ini sudah dikonversi</translation>
    </message>
    <message>
        <source>Already converted: &amp;install it</source>
        <translation>Sudah dikonversi: &amp;pasang</translation>
    </message>
</context>
<context>
    <name>ModelRow</name>
    <message>
        <source>&amp;Tune again</source>
        <translation>&amp;Setel lagi</translation>
    </message>
    <message>
        <source>Measures with how many threads it is fastest on this computer</source>
        <translation>Mengukur dengan berapa thread model ini paling cepat di komputer ini</translation>
    </message>
    <message>
        <source>version {number}</source>
        <translation>versi {number}</translation>
    </message>
    <message>
        <source>Chat</source>
        <translation>Chat</translation>
    </message>
    <message>
        <source>Chat with {name}</source>
        <translation>Chat dengan {name}</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Lainnya</translation>
    </message>
    <message>
        <source>More about {name}</source>
        <translation>Lainnya tentang {name}</translation>
    </message>
    <message>
        <source>Use it from programs…</source>
        <translation>Gunakan dari program…</translation>
    </message>
    <message>
        <source>Offer it to the foundry command</source>
        <translation>Tawarkan ke perintah foundry</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Perincian</translation>
    </message>
    <message>
        <source>Tune again</source>
        <translation>Setel lagi</translation>
    </message>
    <message>
        <source>Compare with another model…</source>
        <translation>Bandingkan dengan model lain…</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Ganti nama…</translation>
    </message>
    <message>
        <source>Open its folder</source>
        <translation>Buka foldernya</translation>
    </message>
    <message>
        <source>Pack for another computer…</source>
        <translation>Kemas untuk komputer lain…</translation>
    </message>
    <message>
        <source>Look for its folder…</source>
        <translation>Cari foldernya…</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Hapus…</translation>
    </message>
    <message>
        <source>from {source}</source>
        <translation>dari {source}</translation>
    </message>
    <message>
        <source>installed {date}</source>
        <translation>dipasang {date}</translation>
    </message>
    <message>
        <source>last used {date}</source>
        <translation>terakhir dipakai {date}</translation>
    </message>
    <message>
        <source>Model id</source>
        <translation>ID model</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Folder</translation>
    </message>
    <message>
        <source>Reads at most</source>
        <translation>Membaca paling banyak</translation>
    </message>
    <message>
        <source>System prompt</source>
        <translation>Prompt sistem</translation>
    </message>
    <message>
        <source>Chat template</source>
        <translation>Templat chat</translation>
    </message>
    <message>
        <source>Tried out</source>
        <translation>Hasil uji coba</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Kecepatan</translation>
    </message>
    <message>
        <source>Deleting it frees</source>
        <translation>Jika dihapus, membebaskan</translation>
    </message>
</context>
<context>
    <name>MoveDialog</name>
    <message>
        <source>Move the installed models</source>
        <translation>Pindahkan model yang terpasang</translation>
    </message>
    <message>
        <source>The installed models are in their new folder</source>
        <translation>Model yang terpasang sudah ada di folder barunya</translation>
    </message>
    <message>
        <source>Moved to the new folder</source>
        <translation>Sudah dipindahkan ke folder baru</translation>
    </message>
    <message>
        <source>1 model</source>
        <translation>1 model</translation>
    </message>
    <message>
        <source>{count} models</source>
        <translation>{count} model</translation>
    </message>
    <message>
        <source>“{name}”, version {version}, stays where it was</source>
        <translation>“{name}”, versi {version}, tetap di tempatnya</translation>
    </message>
    <message>
        <source>Move the rest &amp;again</source>
        <translation>Pindahkan &amp;sisanya lagi</translation>
    </message>
    <message>
        <source>Move the rest to another &amp;folder…</source>
        <translation>Pindahkan sisanya ke &amp;folder lain…</translation>
    </message>
</context>
<context>
    <name>NoticeRow</name>
    <message>
        <source>OK</source>
        <translation>Baik</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Catatan</translation>
    </message>
    <message>
        <source>Needs attention</source>
        <translation>Perlu perhatian</translation>
    </message>
    <message>
        <source>Must be changed</source>
        <translation>Harus diubah</translation>
    </message>
</context>
<context>
    <name>OwnQuestionsDialog</name>
    <message>
        <source>Your own questions</source>
        <translation>Pertanyaan Anda sendiri</translation>
    </message>
    <message>
        <source>Ask it what it was trained for</source>
        <translation>Tanyakan apa yang dilatihkan kepadanya</translation>
    </message>
    <message>
        <source>One question a line. After a tab, what the answer should contain. Or a table with the columns question, expected, judge and system, JSON lines, or the file that the model was trained with.</source>
        <translation>Satu pertanyaan per baris. Setelah tab, apa yang harus ada dalam jawabannya. Atau tabel dengan kolom question, expected, judge, dan system, JSON lines, atau berkas yang dipakai melatih model.</translation>
    </message>
    <message>
        <source>Questions, one a line</source>
        <translation>Pertanyaan, satu per baris</translation>
    </message>
    <message>
        <source>Choose a &amp;file…</source>
        <translation>Pilih &amp;berkas…</translation>
    </message>
    <message>
        <source>&amp;Ask</source>
        <translation>T&amp;anyakan</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Tutup</translation>
    </message>
    <message>
        <source>Asked last: {when}</source>
        <translation>Terakhir ditanyakan: {when}</translation>
    </message>
    <message>
        <source>Ask the same a&amp;gain</source>
        <translation>Tanyakan la&amp;gi yang sama</translation>
    </message>
    <message>
        <source>S&amp;how the answers</source>
        <translation>Tampilkan &amp;jawabannya</translation>
    </message>
    <message>
        <source>“{file}” holds {count} questions</source>
        <translation>“{file}” berisi {count} pertanyaan</translation>
    </message>
    <message>
        <source>All of them take long. {few} are a good sample: the same ones each time, which a conversion that is fitted to this file leaves out.</source>
        <translation>Menanyakan semuanya memakan waktu lama. {few} sudah merupakan contoh yang baik: selalu yang sama, dan tidak ikut dipakai saat konversi disesuaikan dengan berkas ini.</translation>
    </message>
    <message>
        <source>An answer passes when half of its words are those that the model was taught.</source>
        <translation>Sebuah jawaban lulus bila setengah dari katanya sama dengan yang diajarkan kepada model.</translation>
    </message>
    <message>
        <source>Ask {few} of your {count}</source>
        <translation>Ajukan {few} dari {count} pertanyaan Anda</translation>
    </message>
    <message>
        <source>Ask all {count}</source>
        <translation>Ajukan semua {count}</translation>
    </message>
    <message>
        <source>Questions (*.csv *.tsv *.txt *.json *.jsonl)</source>
        <translation>Pertanyaan (*.csv *.tsv *.txt *.json *.jsonl)</translation>
    </message>
    <message>
        <source>Choose your questions</source>
        <translation>Pilih pertanyaan Anda</translation>
    </message>
</context>
<context>
    <name>PackDialog</name>
    <message>
        <source>Pack for another computer</source>
        <translation>Kemas untuk komputer lain</translation>
    </message>
    <message>
        <source>Packed models</source>
        <translation>Model yang dikemas</translation>
    </message>
    <message>
        <source>&amp;Open its folder</source>
        <translation>&amp;Buka foldernya</translation>
    </message>
    <message>
        <source>Carry this file to the other computer and double-click it there, with this program installed.</source>
        <translation>Bawa berkas ini ke komputer lain, lalu klik dua kali di sana. Program ini harus sudah terpasang di komputer itu.</translation>
    </message>
    <message>
        <source>The model is packed</source>
        <translation>Model sudah dikemas</translation>
    </message>
</context>
<context>
    <name>PackageFacts</name>
    <message>
        <source>{date} by version {version}</source>
        <translation>{date} dengan versi {version}</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Berkas</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Jenis</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Presisi</translation>
    </message>
    <message>
        <source>Size on disk</source>
        <translation>Ukuran di disk</translation>
    </message>
    <message>
        <source>Reads at once</source>
        <translation>Sekali baca</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lisensi</translation>
    </message>
    <message>
        <source>Packed</source>
        <translation>Dikemas</translation>
    </message>
    <message>
        <source>{tokens} tokens</source>
        <translation>{tokens} token</translation>
    </message>
</context>
<context>
    <name>PickCard</name>
    <message>
        <source>Pick for me</source>
        <translation>Pilihkan untuk saya</translation>
    </message>
    <message>
        <source>Converts with the smallest first and compares it with your original, on texts that it has not seen. Where it is not close enough, the next is tried; the smaller one goes when that is there.</source>
        <translation>Mengonversi dengan yang terkecil dahulu dan membandingkannya dengan model asli Anda, pada teks yang belum pernah dilihatnya. Jika kurang mirip, yang berikutnya dicoba; yang lebih kecil dihapus setelah yang itu jadi.</translation>
    </message>
</context>
<context>
    <name>PickWish</name>
    <message>
        <source>What matters to you</source>
        <translation>Yang penting bagi Anda</translation>
    </message>
    <message>
        <source>Hardly told apart from the original</source>
        <translation>Hampir tak terbedakan dari aslinya</translation>
    </message>
    <message>
        <source>As close to the original as possible</source>
        <translation>Semirip mungkin dengan aslinya</translation>
    </message>
    <message>
        <source>As small as possible, and still the same model</source>
        <translation>Sekecil mungkin, dan tetap model yang sama</translation>
    </message>
    <message>
        <source>The closest that has at most … GB</source>
        <translation>Yang paling mirip, paling besar … GB</translation>
    </message>
    <message>
        <source>The closest with at least … words/s</source>
        <translation>Yang paling mirip, sedikitnya … kata/dtk</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>Batas</translation>
    </message>
    <message>
        <source> GB</source>
        <translation> GB</translation>
    </message>
    <message>
        <source> words/s</source>
        <translation> kata/dtk</translation>
    </message>
</context>
<context>
    <name>PlanSummary</name>
    <message>
        <source>What happens next</source>
        <translation>Yang terjadi berikutnya</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Model</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Presisi</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Ukuran</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Waktu</translation>
    </message>
    <message>
        <source>{precisions}: the first that is close enough</source>
        <translation>{precisions}: yang pertama cukup mirip</translation>
    </message>
    <message>
        <source>{before} become about {after}. Your own files stay as they are.</source>
        <translation>{before} menjadi sekitar {after}. Berkas Anda sendiri tidak berubah.</translation>
    </message>
    <message>
        <source>{before} become about {after}, or more. Your own files stay as they are.</source>
        <translation>{before} menjadi sekitar {after}, atau lebih. Berkas Anda sendiri tetap seperti semula.</translation>
    </message>
    <message>
        <source>{time}, or more</source>
        <translation>{time}, atau lebih</translation>
    </message>
</context>
<context>
    <name>PrecisionCard</name>
    <message>
        <source>Recommended</source>
        <translation>Disarankan</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Kualitas</translation>
    </message>
    <message>
        <source>Memory to run</source>
        <translation>Memori saat berjalan</translation>
    </message>
    <message>
        <source>To convert</source>
        <translation>Lama konversi</translation>
    </message>
</context>
<context>
    <name>PrecisionPage</name>
    <message>
        <source>The smaller, the faster it answers and the less memory it takes.</source>
        <translation>Makin kecil, makin cepat model menjawab dan makin sedikit memori yang dipakai.</translation>
    </message>
    <message>
        <source>How small should it become?</source>
        <translation>Sekecil apa model Anda nantinya?</translation>
    </message>
    <message>
        <source>Working out what fits this computer…</source>
        <translation>Menghitung mana yang cocok untuk komputer ini…</translation>
    </message>
    <message>
        <source>Speeds and times are rough while this computer is measured. You need not wait.</source>
        <translation>Kecepatan dan waktu masih kasar selama komputer ini diukur. Anda tidak perlu menunggu.</translation>
    </message>
    <message>
        <source>Speeds and times are estimates for this computer.</source>
        <translation>Kecepatan dan waktu adalah perkiraan untuk komputer ini.</translation>
    </message>
    <message>
        <source>This model is too large for this computer&apos;s memory. Go back and choose a smaller one, or use a computer with more memory.</source>
        <translation>Model ini terlalu besar untuk memori komputer ini. Kembalilah dan pilih model yang lebih kecil, atau pakai komputer dengan memori lebih besar.</translation>
    </message>
    <message>
        <source>FP16 is not offered: it is made for graphics cards. On a processor it is some 20 times slower than these.</source>
        <translation>FP16 tidak ditawarkan karena dibuat untuk kartu grafis. Pada prosesor, FP16 sekitar 20 kali lebih lambat daripada pilihan di atas.</translation>
    </message>
    <message>
        <source>What are b&amp;its?</source>
        <translation>Apa itu b&amp;it?</translation>
    </message>
    <message>
        <source>&amp;Advanced settings</source>
        <translation>&amp;Pengaturan lanjutan</translation>
    </message>
</context>
<context>
    <name>ProgramSettingsDialog</name>
    <message>
        <source>Program settings</source>
        <translation>Pengaturan program</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Tutup</translation>
    </message>
    <message>
        <source>What you choose here is kept, and counts from now on.</source>
        <translation>Pilihan Anda di sini disimpan dan berlaku mulai sekarang.</translation>
    </message>
    <message>
        <source>What interrupted work has left</source>
        <translation>Sisa pekerjaan yang terputus</translation>
    </message>
    <message>
        <source>Connections to other computers</source>
        <translation>Sambungan ke komputer lain</translation>
    </message>
    <message>
        <source>&amp;Open their folder</source>
        <translation>&amp;Buka foldernya</translation>
    </message>
    <message>
        <source>Reports of errors</source>
        <translation>Laporan kesalahan</translation>
    </message>
    <message>
        <source>Installed models are kept in</source>
        <translation>Model terpasang disimpan di</translation>
    </message>
    <message>
        <source>Reset all settin&amp;gs…</source>
        <translation>Atur ulang semua pen&amp;gaturan…</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Mengikuti sistem</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Terang</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Gelap</translation>
    </message>
    <message>
        <source>What is recommended for the model</source>
        <translation>Yang disarankan untuk modelnya</translation>
    </message>
    <message>
        <source>As many as are measured to be fastest</source>
        <translation>Sebanyak yang terukur paling cepat</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>Bahas&amp;a</translation>
    </message>
    <message>
        <source>&amp;Appearance</source>
        <translation>Ta&amp;mpilan</translation>
    </message>
    <message>
        <source>&amp;Precision that is chosen at first</source>
        <translation>&amp;Presisi yang dipilih di awal</translation>
    </message>
    <message>
        <source>&amp;Threads with which models run</source>
        <translation>&amp;Jumlah utas untuk menjalankan model</translation>
    </message>
    <message>
        <source>Reset all settings?</source>
        <translation>Atur ulang semua pengaturan?</translation>
    </message>
    <message>
        <source>&amp;Reset</source>
        <translation>&amp;Atur ulang</translation>
    </message>
    <message>
        <source>&amp;Keep my settings</source>
        <translation>&amp;Jangan ubah</translation>
    </message>
    <message>
        <source>Your models, and the folders that you used lately, stay.</source>
        <translation>Model Anda dan folder yang baru dipakai tetap ada.</translation>
    </message>
</context>
<context>
    <name>PromptField</name>
    <message>
        <source>Write a message</source>
        <translation>Tulis pesan</translation>
    </message>
    <message>
        <source>Message to the model</source>
        <translation>Pesan untuk model</translation>
    </message>
    <message>
        <source>Stop the answer</source>
        <translation>Hentikan jawaban</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Kirim</translation>
    </message>
</context>
<context>
    <name>QAbstractSpinBox</name>
    <message>
        <source>&amp;Select All</source>
        <translation>&amp;Pilih Semua</translation>
    </message>
    <message>
        <source>&amp;Step up</source>
        <translation>&amp;Naikkan</translation>
    </message>
    <message>
        <source>Step &amp;down</source>
        <translation>&amp;Turunkan</translation>
    </message>
</context>
<context>
    <name>QFileDialog</name>
    <message>
        <source>&amp;Look in:</source>
        <translation>&amp;Cari di:</translation>
    </message>
    <message>
        <source>Directory:</source>
        <translation>Folder:</translation>
    </message>
    <message>
        <source>File &amp;name:</source>
        <translation>&amp;Nama berkas:</translation>
    </message>
    <message>
        <source>Files of &amp;type:</source>
        <translation>&amp;Jenis berkas:</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>&amp;Buka</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Simpan</translation>
    </message>
    <message>
        <source>&amp;Choose</source>
        <translation>&amp;Pilih</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Kembali</translation>
    </message>
    <message>
        <source>Go back</source>
        <translation>Kembali ke folder sebelumnya</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Maju</translation>
    </message>
    <message>
        <source>Go forward</source>
        <translation>Maju ke folder berikutnya</translation>
    </message>
    <message>
        <source>Parent Directory</source>
        <translation>Folder Induk</translation>
    </message>
    <message>
        <source>Go to the parent directory</source>
        <translation>Naik ke folder induk</translation>
    </message>
    <message>
        <source>Create New Folder</source>
        <translation>Buat Folder Baru</translation>
    </message>
    <message>
        <source>Create a New Folder</source>
        <translation>Buat folder baru di sini</translation>
    </message>
    <message>
        <source>&amp;New Folder</source>
        <translation>Folder &amp;Baru</translation>
    </message>
    <message>
        <source>&amp;Rename</source>
        <translation>&amp;Ubah Nama</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Hapus</translation>
    </message>
    <message>
        <source>Show &amp;hidden files</source>
        <translation>Tampilkan berkas &amp;tersembunyi</translation>
    </message>
    <message>
        <source>List View</source>
        <translation>Tampilan Daftar</translation>
    </message>
    <message>
        <source>Detail View</source>
        <translation>Tampilan Rinci</translation>
    </message>
    <message>
        <source>Directories</source>
        <translation>Folder</translation>
    </message>
    <message>
        <source>%1
Directory not found.
Please verify the correct directory name was given.</source>
        <translation>%1
Folder tidak ditemukan.
Pastikan nama foldernya benar.</translation>
    </message>
    <message>
        <source>%1
File not found.
Please verify the correct file name was given.</source>
        <translation>%1
Berkas tidak ditemukan.
Pastikan nama berkasnya benar.</translation>
    </message>
    <message>
        <source>%1 already exists.
Do you want to replace it?</source>
        <translation>%1 sudah ada.
Apakah Anda ingin menggantinya?</translation>
    </message>
</context>
<context>
    <name>QFileSystemModel</name>
    <message>
        <source>Name</source>
        <translation>Nama</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Ukuran</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Jenis</translation>
    </message>
    <message>
        <source>Date Modified</source>
        <translation>Tanggal Diubah</translation>
    </message>
</context>
<context>
    <name>QLineEdit</name>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Urungkan</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Ulangi</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>Po&amp;tong</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Salin</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>&amp;Tempel</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Hapus</translation>
    </message>
    <message>
        <source>Select All</source>
        <translation>Pilih Semua</translation>
    </message>
</context>
<context>
    <name>QPlatformTheme</name>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Batal</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Buka</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Simpan</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Tutup</translation>
    </message>
    <message>
        <source>&amp;Yes</source>
        <translation>&amp;Ya</translation>
    </message>
    <message>
        <source>&amp;No</source>
        <translation>&amp;Tidak</translation>
    </message>
</context>
<context>
    <name>QWidgetTextControl</name>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Urungkan</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Ulangi</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>Po&amp;tong</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Salin</translation>
    </message>
    <message>
        <source>Copy &amp;Link Location</source>
        <translation>Salin A&amp;lamat Tautan</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>&amp;Tempel</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Hapus</translation>
    </message>
    <message>
        <source>Select All</source>
        <translation>Pilih Semua</translation>
    </message>
</context>
<context>
    <name>QuestionRunView</name>
    <message>
        <source>Earlier runs ({count})</source>
        <translation>Sebelumnya ditanyakan ({count})</translation>
    </message>
</context>
<context>
    <name>QuestionsDialog</name>
    <message>
        <source>Your own questions</source>
        <translation>Pertanyaan Anda sendiri</translation>
    </message>
</context>
<context>
    <name>RecentFolders</name>
    <message>
        <source>Recent</source>
        <translation>Terakhir dibuka</translation>
    </message>
</context>
<context>
    <name>RecipeForm</name>
    <message>
        <source>{count} weights</source>
        <translation>{count} bobot</translation>
    </message>
    <message>
        <source>Zero stays zero</source>
        <translation>Nol tetap nol</translation>
    </message>
    <message>
        <source>With zero points</source>
        <translation>Dengan titik nol</translation>
    </message>
    <message>
        <source>Runs &amp;on</source>
        <translation>Be&amp;rjalan di</translation>
    </message>
    <message>
        <source>Which computers the result is for.</source>
        <translation>Untuk komputer mana hasilnya dibuat.</translation>
    </message>
    <message>
        <source>Block &amp;size</source>
        <translation>&amp;Ukuran blok</translation>
    </message>
    <message>
        <source>Smaller is more exact and a little larger.</source>
        <translation>Makin kecil makin teliti, tetapi sedikit lebih besar.</translation>
    </message>
    <message>
        <source>&amp;Rounding range</source>
        <translation>Re&amp;ntang pembulatan</translation>
    </message>
    <message>
        <source>Zero points are more exact and larger.</source>
        <translation>Titik nol lebih teliti, tetapi lebih besar.</translation>
    </message>
    <message>
        <source>&amp;Method</source>
        <translation>&amp;Metode</translation>
    </message>
    <message>
        <source>How each weight is rounded.</source>
        <translation>Cara setiap bobot dibulatkan.</translation>
    </message>
    <message>
        <source>&amp;Kept in 8 bits</source>
        <translation>&amp;Disimpan dalam 8 bit</translation>
    </message>
    <message>
        <source>What is stored more exactly than in 4 bits.</source>
        <translation>Apa yang disimpan lebih tepat daripada dalam 4 bit.</translation>
    </message>
    <message>
        <source>For 4 bits.</source>
        <translation>Untuk 4 bit.</translation>
    </message>
    <message>
        <source>Ac&amp;curacy</source>
        <translation>Keteli&amp;tian</translation>
    </message>
    <message>
        <source>Usual</source>
        <translation>Biasa</translation>
    </message>
    <message>
        <source>Of the numbers in between.</source>
        <translation>Untuk angka-angka di antaranya.</translation>
    </message>
    <message>
        <source>Every&amp;thing else in</source>
        <translation>Lainnya d&amp;alam</translation>
    </message>
    <message>
        <source>Back to the recommended &amp;values</source>
        <translation>Kembali ke nilai &amp;yang disarankan</translation>
    </message>
</context>
<context>
    <name>RecipeOptions</name>
    <message>
        <source>Convert with a config &amp;file…</source>
        <translation>Pakai &amp;berkas konfigurasi…</translation>
    </message>
    <message>
        <source>A JSON file that was made for “olive run --config”.</source>
        <translation>Berkas JSON yang dibuat untuk “olive run --config”.</translation>
    </message>
    <message>
        <source>Choose an Olive config</source>
        <translation>Pilih konfigurasi Olive</translation>
    </message>
    <message>
        <source>Olive configs (*.json)</source>
        <translation>Konfigurasi Olive (*.json)</translation>
    </message>
</context>
<context>
    <name>RequirementList</name>
    <message>
        <source>Say why &amp;each is needed</source>
        <translation>&amp;Jelaskan alasan masing-masing</translation>
    </message>
    <message>
        <source>Leave the &amp;reasons out</source>
        <translation>Sembunyikan &amp;alasannya</translation>
    </message>
    <message>
        <source>&amp;What is met ({count})</source>
        <translation>&amp;Yang terpenuhi ({count})</translation>
    </message>
</context>
<context>
    <name>RichAnswer</name>
    <message>
        <source>Code</source>
        <translation>Kode</translation>
    </message>
</context>
<context>
    <name>SamplingForm</name>
    <message>
        <source>Te&amp;mperature</source>
        <translation>&amp;Suhu (temperature)</translation>
    </message>
    <message>
        <source>Higher is more creative. 0 always gives the likeliest answer.</source>
        <translation>Makin tinggi, makin kreatif. 0 selalu memberi jawaban yang paling mungkin.</translation>
    </message>
    <message>
        <source>Top &amp;p</source>
        <translation>Top &amp;p</translation>
    </message>
    <message>
        <source>Picks among the likeliest words that together have this probability.</source>
        <translation>Memilih dari kata-kata paling mungkin yang total peluangnya mencapai nilai ini.</translation>
    </message>
    <message>
        <source>Top &amp;k</source>
        <translation>&amp;Top k</translation>
    </message>
    <message>
        <source>Picks from at most this many words.</source>
        <translation>Memilih dari paling banyak sekian kata.</translation>
    </message>
    <message>
        <source>&amp;Repetition penalty</source>
        <translation>Penalti pen&amp;gulangan</translation>
    </message>
    <message>
        <source>Back to the recommended &amp;values</source>
        <translation>Kembali ke nilai &amp;yang disarankan</translation>
    </message>
    <message>
        <source>Below 1, the model says the same thing again and again.</source>
        <translation>Di bawah 1, model mengulang hal yang sama terus-menerus.</translation>
    </message>
    <message>
        <source>Above 1, the model avoids saying the same thing again, also at temperature 0. 1 changes nothing.</source>
        <translation>Di atas 1, model menghindari mengulang hal yang sama, juga pada temperatur 0. Nilai 1 tidak mengubah apa pun.</translation>
    </message>
    <message>
        <source>As in the &amp;tutorial</source>
        <translation>S&amp;eperti di tutorial</translation>
    </message>
    <message>
        <source>The values of Foundry Local&apos;s tutorial, in the place of those that the model came with.</source>
        <translation>Nilai-nilai dari tutorial Foundry Local, menggantikan nilai bawaan model.</translation>
    </message>
    <message>
        <source>&amp;Longest answer</source>
        <translation>Panjang &amp;jawaban maksimum</translation>
    </message>
    <message>
        <source>In tokens; 100 tokens are about 75 words.</source>
        <translation>Dalam token; 100 token setara dengan sekitar 75 kata.</translation>
    </message>
</context>
<context>
    <name>ScorecardDialog</name>
    <message>
        <source>How good it is</source>
        <translation>Seberapa baik model ini</translation>
    </message>
    <message>
        <source>&amp;Measure again</source>
        <translation>&amp;Ukur lagi</translation>
    </message>
    <message>
        <source>Ask your own &amp;questions…</source>
        <translation>Ajukan pertanyaan sendir&amp;i…</translation>
    </message>
    <message>
        <source>&amp;Save the report…</source>
        <translation>&amp;Simpan laporan…</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>Hent&amp;ikan</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Tutup</translation>
    </message>
    <message>
        <source>Choose the folder of the original model</source>
        <translation>Pilih folder model asli</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>Memulai…</translation>
    </message>
    <message>
        <source>It waits until another model is measured: two at once would slow each other down.</source>
        <translation>Menunggu model lain selesai diukur: dua sekaligus akan saling memperlambat.</translation>
    </message>
    <message>
        <source>You can close this window: measuring goes on, and “Show…” under “Installed models” opens it again.</source>
        <translation>Jendela ini boleh ditutup: pengukuran berjalan terus, dan “Tampilkan…” di “Model terpasang” membukanya lagi.</translation>
    </message>
    <message>
        <source>Page for a browser</source>
        <translation>Halaman untuk peramban</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>Simpan laporan</translation>
    </message>
</context>
<context>
    <name>ScorecardView</name>
    <message>
        <source>Four metrics and five checks</source>
        <translation>Empat ukuran dan lima pemeriksaan</translation>
    </message>
    <message>
        <source>All numbers</source>
        <translation>Semua angka</translation>
    </message>
</context>
<context>
    <name>ServeDialog</name>
    <message>
        <source>Use {name} from programs</source>
        <translation>Gunakan {name} dari program</translation>
    </message>
    <message>
        <source>Loading the model…</source>
        <translation>Memuat model…</translation>
    </message>
    <message>
        <source>Address (OpenAI interface)</source>
        <translation>Alamat (antarmuka OpenAI)</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Tutup</translation>
    </message>
    <message>
        <source>Only programs on this computer can ask it. It stays on when you close this window, until you stop it or end this program. Its address is the same each time.</source>
        <translation>Hanya program di komputer ini yang dapat menanyainya. Model tetap tersedia saat jendela ini ditutup, sampai Anda menghentikannya atau menutup program ini. Alamatnya selalu sama.</translation>
    </message>
    <message>
        <source>Running. Requests so far: {requests}, being answered: {active}.</source>
        <translation>Berjalan. Permintaan sejauh ini: {requests}, sedang dijawab: {active}.</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>&amp;Hentikan</translation>
    </message>
    <message>
        <source>&amp;Start again</source>
        <translation>&amp;Mulai lagi</translation>
    </message>
    <message>
        <source>Stopped. Programs cannot ask it now.</source>
        <translation>Dihentikan. Program tidak dapat bertanya sekarang.</translation>
    </message>
</context>
<context>
    <name>ServeSwitch</name>
    <message>
        <source>Programs may ask it</source>
        <translation>Program boleh menanyainya</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Salin</translation>
    </message>
    <message>
        <source>Copy the address</source>
        <translation>Salin alamatnya</translation>
    </message>
    <message>
        <source>How…</source>
        <translation>Caranya…</translation>
    </message>
    <message>
        <source>How programs ask it</source>
        <translation>Cara program menanyainya</translation>
    </message>
    <message>
        <source>Requests so far: {number}</source>
        <translation>Permintaan sejauh ini: {number}</translation>
    </message>
    <message>
        <source>Loading the model…</source>
        <translation>Memuat model…</translation>
    </message>
    <message>
        <source>on</source>
        <translation>menyala</translation>
    </message>
    <message>
        <source>off</source>
        <translation>mati</translation>
    </message>
</context>
<context>
    <name>Sessions</name>
    <message>
        <source>Everything is as it was when the window was closed.</source>
        <translation>Semuanya seperti saat jendela ditutup.</translation>
    </message>
    <message>
        <source>The model is converted already. It was not installed when the window was closed.</source>
        <translation>Model sudah dikonversi. Saat jendela ditutup, model belum dipasang.</translation>
    </message>
    <message>
        <source>This was not done when the window was closed. It goes on with what is there already.</source>
        <translation>Saat jendela ditutup, ini belum selesai. Pekerjaan dilanjutkan dari yang sudah ada.</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Name and behaviour</source>
        <translation>Nama dan perilaku</translation>
    </message>
    <message>
        <source>&amp;Convert and install</source>
        <translation>K&amp;onversi dan pasang</translation>
    </message>
    <message>
        <source>You can leave everything as it is. Next, the model is converted, installed and tried out.</source>
        <translation>Semuanya boleh dibiarkan apa adanya. Berikutnya, model dikonversi, dipasang, dan dicoba.</translation>
    </message>
    <message>
        <source>&amp;Convert</source>
        <translation>K&amp;onversi</translation>
    </message>
    <message>
        <source>For example: You are a friendly assistant. Answer briefly.</source>
        <translation>Misalnya: Kamu adalah asisten yang ramah. Jawablah dengan singkat.</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Nama</translation>
    </message>
    <message>
        <source>May be empty. It goes before every conversation.</source>
        <translation>Boleh dikosongkan. Teks ini mendahului setiap percakapan.</translation>
    </message>
    <message>
        <source>&amp;Instructions for the model (system prompt)</source>
        <translation>&amp;Instruksi untuk model (prompt sistem)</translation>
    </message>
    <message>
        <source>Preview of inference_model.&amp;json</source>
        <translation>P&amp;ratinjau inference_model.json</translation>
    </message>
    <message>
        <source>How answers are &amp;worded</source>
        <translation>&amp;Cara model menyusun jawaban</translation>
    </message>
    <message>
        <source>&amp;Install</source>
        <translation>&amp;Pasang</translation>
    </message>
    <message>
        <source>This name was used before; this one becomes its next version.</source>
        <translation>Nama ini pernah dipakai; yang ini menjadi versi berikutnya.</translation>
    </message>
    <message>
        <source>You can leave everything as it is.</source>
        <translation>Semuanya boleh dibiarkan apa adanya.</translation>
    </message>
    <message>
        <source>You can leave everything as it is. Next, the model is converted for another computer.</source>
        <translation>Semuanya boleh dibiarkan apa adanya. Berikutnya, model dikonversi untuk komputer lain.</translation>
    </message>
    <message>
        <source>Foundry Local and your programs use this name.</source>
        <translation>Foundry Local dan program Anda memakai nama ini.</translation>
    </message>
    <message>
        <source>C&amp;hange…</source>
        <translation>&amp;Ubah…</translation>
    </message>
    <message>
        <source>Change where installed models are kept</source>
        <translation>Ubah tempat penyimpanan model terpasang</translation>
    </message>
    <message>
        <source>Installed models are kept in</source>
        <translation>Model terpasang disimpan di</translation>
    </message>
    <message>
        <source>Choose where installed models are kept</source>
        <translation>Pilih tempat penyimpanan model terpasang</translation>
    </message>
</context>
<context>
    <name>SnippetChoice</name>
    <message>
        <source>Convert it again (Olive)</source>
        <translation>Konversi ulang (Olive)</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Perintah</translation>
    </message>
    <message>
        <source>Olive&apos;s own command</source>
        <translation>Perintah Olive sendiri</translation>
    </message>
    <message>
        <source>Code to copy</source>
        <translation>Kode untuk disalin</translation>
    </message>
    <message>
        <source>&amp;From</source>
        <translation>&amp;Dari</translation>
    </message>
    <message>
        <source>It loads the model by itself: this window need not be open.</source>
        <translation>Kode ini memuat model sendiri: jendela ini tidak perlu terbuka.</translation>
    </message>
    <message>
        <source>It was not converted here, so it is not known how.</source>
        <translation>Model ini tidak dikonversi di sini, jadi caranya tidak diketahui.</translation>
    </message>
    <message>
        <source>Save the code as {file} beside the folder of the original model, and run this in a terminal there.</source>
        <translation>Simpan kodenya sebagai {file} di samping folder model asli, lalu jalankan ini di terminal di sana.</translation>
    </message>
    <message>
        <source>Save the code as {file} beside the folder of the original model, and run one of these in a terminal there: both make the same bytes.</source>
        <translation>Simpan kodenya sebagai {file} di samping folder model asli, lalu jalankan salah satu dari ini di terminal di sana: keduanya menghasilkan byte yang sama.</translation>
    </message>
    <message>
        <source>Save the code as {file} beside the folder of the original model, and run the first of these in a terminal there. The second is Olive alone, which rounds without looking at texts and keeps larger tables: its model is not the same.</source>
        <translation>Simpan kode ini sebagai {file} di sebelah folder model aslinya, lalu jalankan perintah pertama di terminal di sana. Perintah kedua adalah Olive saja, yang membulatkan tanpa melihat teks dan menyimpan tabel yang lebih besar: modelnya tidak sama.</translation>
    </message>
    <message>
        <source>Save the code as {file} beside the folders of the adapter and its base model, and run this in a terminal there.</source>
        <translation>Simpan kodenya sebagai {file} di samping folder adaptor dan model dasarnya, lalu jalankan ini di terminal di sana.</translation>
    </message>
</context>
<context>
    <name>StartFailureDialog</name>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Tutup</translation>
    </message>
</context>
<context>
    <name>StepList</name>
    <message>
        <source>Help</source>
        <translation>Bantuan</translation>
    </message>
    <message>
        <source>Program settings</source>
        <translation>Pengaturan program</translation>
    </message>
    <message>
        <source>Version {version}</source>
        <translation>Versi {version}</translation>
    </message>
    <message>
        <source>Check for &amp;updates</source>
        <translation>Periksa &amp;pembaruan</translation>
    </message>
    <message>
        <source>Opens a page in your browser. The program never looks by itself.</source>
        <translation>Membuka halaman di peramban Anda. Program ini tidak pernah memeriksa sendiri.</translation>
    </message>
    <message>
        <source>Step {number} of {count}: {name}</source>
        <translation>Langkah {number} dari {count}: {name}</translation>
    </message>
    <message>
        <source>done</source>
        <translation>selesai</translation>
    </message>
    <message>
        <source>current step</source>
        <translation>langkah sekarang</translation>
    </message>
    <message>
        <source>still to come</source>
        <translation>belum</translation>
    </message>
    <message>
        <source>nothing to do</source>
        <translation>tidak ada yang perlu dilakukan</translation>
    </message>
</context>
<context>
    <name>TermButton</name>
    <message>
        <source>What is this: {term}?</source>
        <translation>Apa ini: {term}?</translation>
    </message>
</context>
<context>
    <name>TrainingFile</name>
    <message>
        <source>Use &amp;your training file…</source>
        <translation>Pakai b&amp;erkas pelatihan Anda…</translation>
    </message>
    <message>
        <source>The file that the model was trained with keeps its answers closest. It is only read, never kept.</source>
        <translation>Berkas yang dipakai untuk melatih model paling baik menjaga jawabannya. Berkas itu hanya dibaca, tidak pernah disimpan.</translation>
    </message>
    <message>
        <source>4 bits are fitted to built-in texts.</source>
        <translation>4 bit disesuaikan dengan teks bawaan.</translation>
    </message>
    <message>
        <source>Training files (*.json *.jsonl *.csv *.tsv *.txt)</source>
        <translation>Berkas pelatihan (*.json *.jsonl *.csv *.tsv *.txt)</translation>
    </message>
    <message>
        <source>Choose your training file</source>
        <translation>Pilih berkas pelatihan Anda</translation>
    </message>
    <message>
        <source>4 bits are fitted to {count} examples of “{file}”.</source>
        <translation>4 bit disesuaikan dengan {count} contoh dari “{file}”.</translation>
    </message>
    <message>
        <source>{count} others are kept to ask it afterwards.</source>
        <translation>{count} contoh lain disimpan untuk ditanyakan kepadanya setelah itu.</translation>
    </message>
</context>
<context>
    <name>TryPrecisionDialog</name>
    <message>
        <source>Convert again and compare</source>
        <translation>Konversi lagi dan bandingkan</translation>
    </message>
    <message>
        <source>Try {precision} and compare</source>
        <translation>Coba {precision} dan bandingkan</translation>
    </message>
    <message>
        <source>Choose the &amp;original…</source>
        <translation>Pilih model &amp;aslinya…</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Tutup</translation>
    </message>
    <message>
        <source>Looking for its original…</source>
        <translation>Mencari model aslinya…</translation>
    </message>
    <message>
        <source>Choose the folder of the original model</source>
        <translation>Pilih folder model asli</translation>
    </message>
    <message>
        <source>Looking at the model…</source>
        <translation>Memeriksa model…</translation>
    </message>
    <message>
        <source>1 of 3: it is converted to {precision}.</source>
        <translation>1 dari 3: model dikonversi ke {precision}.</translation>
    </message>
    <message>
        <source>2 of 3: it is installed as version {number}.</source>
        <translation>2 dari 3: model dipasang sebagai versi {number}.</translation>
    </message>
    <message>
        <source>3 of 3: it is measured, and compared with the original.</source>
        <translation>3 dari 3: model diukur dan dibandingkan dengan aslinya.</translation>
    </message>
    <message>
        <source>Both stay installed until you delete one.</source>
        <translation>Keduanya tetap terpasang sampai Anda menghapus salah satunya.</translation>
    </message>
    <message>
        <source>{name} is in the trash.</source>
        <translation>{name} ada di tempat sampah.</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>Memulai…</translation>
    </message>
    <message>
        <source>Cance&amp;l</source>
        <translation>Bata&amp;l</translation>
    </message>
</context>
<context>
    <name>VerdictBadge</name>
    <message>
        <source>Show…</source>
        <translation>Tampilkan…</translation>
    </message>
    <message>
        <source>Waits until another model is measured</source>
        <translation>Menunggu model lain selesai diukur</translation>
    </message>
    <message>
        <source>Being measured…</source>
        <translation>Sedang diukur…</translation>
    </message>
    <message>
        <source>Being measured: {percent} %</source>
        <translation>Sedang diukur: {percent} %</translation>
    </message>
</context>
<context>
    <name>VerdictHistory</name>
    <message>
        <source>Earlier verdicts ({count})</source>
        <translation>Penilaian sebelumnya ({count})</translation>
    </message>
    <message>
        <source>version {number}</source>
        <translation>versi {number}</translation>
    </message>
</context>
<context>
    <name>VerdictPair</name>
    <message>
        <source>Keep this one, delete the other</source>
        <translation>Simpan yang ini, hapus yang lain</translation>
    </message>
    <message>
        <source>Keep {name}, delete the other</source>
        <translation>Simpan {name}, hapus yang lain</translation>
    </message>
</context>
<context>
    <name>VersionChoice</name>
    <message>
        <source>&amp;Keep it</source>
        <translation>&amp;Pertahankan</translation>
    </message>
    <message>
        <source>&amp;Replace it</source>
        <translation>&amp;Ganti</translation>
    </message>
    <message>
        <source>This one becomes the next version, and you can go back.</source>
        <translation>Model ini menjadi versi berikutnya, dan Anda bisa kembali.</translation>
    </message>
    <message>
        <source>It goes to the trash once the new one has answered.</source>
        <translation>Versi lama masuk ke tempat sampah setelah yang baru berhasil menjawab.</translation>
    </message>
    <message>
        <source>{name} is installed already, as version {number}.</source>
        <translation>{name} sudah terpasang sebagai versi {number}.</translation>
    </message>
</context>
<context>
    <name>WaitingList</name>
    <message>
        <source>Delete the converted model {name}?</source>
        <translation>Hapus model {name} yang sudah dikonversi?</translation>
    </message>
    <message>
        <source>That frees {size}. To have it again, it must be converted again.</source>
        <translation>Ini membebaskan {size}. Untuk memilikinya lagi, model harus dikonversi lagi.</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Hapus</translation>
    </message>
    <message>
        <source>&amp;Keep it</source>
        <translation>&amp;Pertahankan</translation>
    </message>
</context>
<context>
    <name>WaitingRow</name>
    <message>
        <source>{name} is converted, but not installed</source>
        <translation>{name} sudah dikonversi, tetapi belum dipasang</translation>
    </message>
    <message>
        <source>{precision}, {size}, from {source}, {day}</source>
        <translation>{precision}, {size}, dari {source}, {day}</translation>
    </message>
    <message>
        <source>&amp;Install</source>
        <translation>&amp;Pasang</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Hapus</translation>
    </message>
    <message>
        <source>Install {name}</source>
        <translation>Pasang {name}</translation>
    </message>
    <message>
        <source>Delete {name}</source>
        <translation>Hapus {name}</translation>
    </message>
</context>
<context>
    <name>WelcomePage</name>
    <message>
        <source>From the model that you fine-tuned to a chat with it, on this computer.</source>
        <translation>Dari model hasil fine-tuning Anda sampai chat dengannya, di komputer ini.</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>&amp;Mulai</translation>
    </message>
    <message>
        <source>Converts it to run on an ordinary processor</source>
        <translation>Mengonversi model agar berjalan di prosesor biasa</translation>
    </message>
    <message>
        <source>Your model becomes several times smaller. No graphics card is needed.</source>
        <translation>Model Anda menjadi beberapa kali lebih kecil. Kartu grafis tidak diperlukan.</translation>
    </message>
    <message>
        <source>Installs it in Foundry Local</source>
        <translation>Memasang model di Foundry Local</translation>
    </message>
    <message>
        <source>You chat with it here, and your own programs can use it too.</source>
        <translation>Anda bisa chat dengannya di sini, dan program Anda sendiri juga dapat memakainya.</translation>
    </message>
    <message>
        <source>Nothing leaves this computer</source>
        <translation>Tidak ada yang keluar dari komputer ini</translation>
    </message>
    <message>
        <source>Everything works without the internet. Your original files are not changed.</source>
        <translation>Semuanya bekerja tanpa internet. Berkas asli Anda tidak diubah.</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Bahasa</translation>
    </message>
    <message>
        <source>Installed &amp;models</source>
        <translation>Model &amp;terpasang</translation>
    </message>
</context>
<context>
    <name>Windows</name>
    <message>
        <source>“{path}” is not there any more. Connect its drive, or choose where it is now.</source>
        <translation>“{path}” tidak ada lagi. Sambungkan drivenya, atau pilih tempatnya sekarang.</translation>
    </message>
    <message>
        <source>“{name}” is measured</source>
        <translation>“{name}” sudah diukur</translation>
    </message>
    <message>
        <source>“{name}” could not be measured</source>
        <translation>“{name}” tidak dapat diukur</translation>
    </message>
    <message>
        <source>Open it under “Installed models” for more.</source>
        <translation>Buka lewat “Model terpasang” untuk selengkapnya.</translation>
    </message>
</context>
<context>
    <name>Wizard</name>
    <message>
        <source>{percent} % · {name}</source>
        <translation>{percent} % · {name}</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Kembali</translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation>&amp;Lanjut</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Tutup</translation>
    </message>
</context>
<context>
    <name>WrongLines</name>
    <message>
        <source>Lines that are no questions besides: {count}</source>
        <translation>Baris lain yang bukan pertanyaan: {count}</translation>
    </message>
</context>
</TS>
