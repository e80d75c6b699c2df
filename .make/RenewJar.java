import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * {@code java RenewJar.java JAR...}: rewrites jars so that the runtime's class cache takes their
 * classes. It takes none from a signed jar, and none older than Java 6, which have no stack maps:
 * so signatures are left out, and stack maps put in. What the classes do stays.
 */
final class RenewJar {

  /** The first class file version with stack maps. */
  private static final int JAVA_6 = 50;

  private RenewJar() {}

  public static void main(String[] jars) throws IOException {
    URL[] all = new URL[jars.length];
    for (int i = 0; i < jars.length; i++) {
      all[i] = Path.of(jars[i]).toUri().toURL();
    }
    for (String jar : jars) {
      Path aside = Path.of(jar + ".new");
      try (URLClassLoader classes = new URLClassLoader(all);
          ZipInputStream in = new ZipInputStream(Files.newInputStream(Path.of(jar)));
          ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(aside))) {
        renew(in, out, classes);
      }
      Files.move(aside, Path.of(jar), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static void renew(ZipInputStream in, ZipOutputStream out, ClassLoader classes)
      throws IOException {
    for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
      String name = entry.getName();
      if (name.matches("META-INF/.*\\.(SF|RSA|DSA|EC)")) {
        continue;
      }
      byte[] bytes = in.readAllBytes();
      out.putNextEntry(new ZipEntry(name));
      out.write(name.endsWith(".class") && version(bytes) < JAVA_6 ? newer(bytes, classes) : bytes);
      out.closeEntry();
    }
  }

  private static int version(byte[] classFile) {
    return Byte.toUnsignedInt(classFile[6]) << 8 | Byte.toUnsignedInt(classFile[7]);
  }

  private static byte[] newer(byte[] old, ClassLoader classes) {
    ClassFile files =
        ClassFile.of(
            StackMapsOption.GENERATE_STACK_MAPS,
            ClassHierarchyResolverOption.of(ClassHierarchyResolver.ofResourceParsing(classes)));
    ClassModel model = files.parse(old);
    return files.build(
        model.thisClass().asSymbol(),
        builder -> {
          builder.withVersion(JAVA_6, 0);
          model.forEach(
              element -> {
                if (!(element instanceof ClassFileVersion)) {
                  builder.with(element);
                }
              });
        });
  }
}
