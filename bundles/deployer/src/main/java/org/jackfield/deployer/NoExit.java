// SPDX-License-Identifier: Apache-2.0
package org.jackfield.deployer;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.osgi.framework.hooks.weaving.WeavingHook;
import org.osgi.framework.hooks.weaving.WovenClass;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes {@code System.exit}, {@code Runtime.exit} and {@code Runtime.halt} out of drivers' hands: what would end
 * everything for everybody throws where it is called. Java's own way, a security manager, is on its way out of
 * Java. A call by reflection, from native code or out of another bundle still works.
 *
 * <p>Called on any thread that loads a class.
 */
final class NoExit implements WeavingHook {
    private static final Logger LOG = LoggerFactory.getLogger(NoExit.class);

    /** What is called instead, by what was called; both take the same from the stack. */
    private static final Map<String, String> INSTEAD = Map.of(
            "java/lang/System.exit(I)V", "(I)V",
            "java/lang/Runtime.exit(I)V", "(Ljava/lang/Runtime;I)V",
            "java/lang/Runtime.halt(I)V", "(Ljava/lang/Runtime;I)V");

    private static final String NAME = "jackfield$doesNotExit";

    @Override
    public void weave(WovenClass woven) {
        if (!Installer.isDriver(woven.getBundleWiring().getBundle())) {
            return;
        }
        byte[] bytes = woven.getBytes();
        if (!mentions(bytes, "exit") && !mentions(bytes, "halt")) {
            return;
        }
        try {
            Rewriter rewriter = new Rewriter();
            new ClassReader(bytes).accept(rewriter, 0);
            if (rewriter.found) {
                LOG.warn(
                        "{}: {} would end the whole process; where it does, an exception is thrown instead",
                        woven.getBundleWiring().getBundle().getSymbolicName(),
                        woven.getClassName());
                woven.setBytes(rewriter.bytes());
            }
        } catch (RuntimeException e) { // the virtual machine will say what is wrong with such a class
            LOG.warn("{} cannot be read: {}", woven.getClassName(), e.toString());
        }
    }

    /** Most classes do not, and cost no more than this. */
    private static boolean mentions(byte[] bytes, String name) {
        // As the names of members stand in a class: length, then text.
        String constant = new String(new char[] {0, (char) name.length()}) + name;
        return new String(bytes, StandardCharsets.ISO_8859_1).contains(constant);
    }

    private static final class Rewriter extends ClassVisitor {
        private final ClassWriter writer;
        private String self = "";
        private boolean isInterface;
        private boolean found;

        private Rewriter() {
            super(Opcodes.ASM9, new ClassWriter(0));
            writer = (ClassWriter) cv;
        }

        private byte[] bytes() {
            INSTEAD.values().stream().distinct().forEach(this::throwing);
            return writer.toByteArray();
        }

        private void throwing(String descriptor) {
            int access = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC;
            MethodVisitor code = writer.visitMethod(access, NAME, descriptor, null, null);
            String exception = "java/lang/UnsupportedOperationException";
            code.visitCode();
            code.visitTypeInsn(Opcodes.NEW, exception);
            code.visitInsn(Opcodes.DUP);
            code.visitLdcInsn("a driver may not end the process it shares with others");
            code.visitMethodInsn(Opcodes.INVOKESPECIAL, exception, "<init>", "(Ljava/lang/String;)V", false);
            code.visitInsn(Opcodes.ATHROW);
            code.visitMaxs(3, descriptor.equals("(I)V") ? 1 : 2);
            code.visitEnd();
        }

        @Override
        public void visit(int version, int access, String name, String signature, String parent, String[] interfaces) {
            self = name;
            isInterface = (access & Opcodes.ACC_INTERFACE) != 0;
            super.visit(version, access, name, signature, parent, interfaces);
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] thrown) {
            return new MethodVisitor(Opcodes.ASM9, super.visitMethod(access, name, descriptor, signature, thrown)) {
                @Override
                public void visitMethodInsn(int opcode, String owner, String name, String type, boolean onInterface) {
                    String instead = INSTEAD.get(owner + "." + name + type);
                    if (instead == null) {
                        super.visitMethodInsn(opcode, owner, name, type, onInterface);
                    } else {
                        found = true;
                        super.visitMethodInsn(Opcodes.INVOKESTATIC, self, NAME, instead, isInterface);
                    }
                }

                @Override
                public void visitInvokeDynamicInsn(String name, String type, Handle bootstrap, Object... arguments) {
                    Object[] replaced = arguments.clone();
                    for (int i = 0; i < replaced.length; i++) {
                        replaced[i] = replaced[i] instanceof Handle handle ? harmless(handle) : replaced[i];
                    }
                    super.visitInvokeDynamicInsn(name, type, bootstrap, replaced);
                }
            };
        }

        /** As {@code System::exit} makes it. */
        private Handle harmless(Handle handle) {
            String instead = INSTEAD.get(handle.getOwner() + "." + handle.getName() + handle.getDesc());
            if (instead == null) {
                return handle;
            }
            found = true;
            return new Handle(Opcodes.H_INVOKESTATIC, self, NAME, instead, isInterface);
        }
    }
}
