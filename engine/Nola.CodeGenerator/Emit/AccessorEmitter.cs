using Nola.CodeGenerator.Model;

namespace Nola.CodeGenerator.Emit;

/// <summary>
/// Writes how members are read and set, with accessors that pass over access checks where C# would not allow it.
/// </summary>
internal static class AccessorEmitter
{
    private const string Attribute = "global::System.Runtime.CompilerServices.UnsafeAccessor";
    private const string Kind = "global::System.Runtime.CompilerServices.UnsafeAccessorKind";
    private const string Unsafe = "global::System.Runtime.CompilerServices.Unsafe";

    public static string Get(SerializableModel model, MemberModel member, string value)
    {
        var expression = Read(model, member, value);
        // The member may be declared dynamic.
        return member.Type.Name == "object" ? $"(object){expression}" : expression;
    }

    private static string Read(SerializableModel model, MemberModel member, string value) =>
        member.Get switch
        {
            MemberAccess.Direct => $"{value}.{Escape(member.Name)}",
            MemberAccess.Field => $"Field{member.Id}({Receiver(model, value, isReadOnly: true)})",
            _ => $"Get{member.Id}({Receiver(model, value, isReadOnly: true)})",
        };

    public static string Set(SerializableModel model, MemberModel member, string target, string value) =>
        member.Set switch
        {
            MemberAccess.Direct => $"{target}.{Escape(member.Name)} = {value};",
            MemberAccess.Field => $"Field{member.Id}({Receiver(model, target, isReadOnly: false)}) = {value};",
            _ => $"Set{member.Id}({Receiver(model, target, isReadOnly: false)}, {value});",
        };

    public static void Emit(CodeWriter code, SerializableModel model, bool isForCodec)
    {
        if (model.Construction == Construction.HiddenConstructor && model.Kind == SerializableKind.Class)
        {
            code.Line($"[{Attribute}({Kind}.Constructor)]");
            code.Line($"private static extern {model.Name} Construct();");
            code.Line();
        }

        foreach (var member in model.Members)
        {
            // A struct's copy starts as the value itself, so members that need no copy are not touched.
            if (!isForCodec && model.Kind == SerializableKind.Struct && member.IsImmutable) continue;
            EmitMember(code, model, member);
        }
    }

    private static void EmitMember(CodeWriter code, SerializableModel model, MemberModel member)
    {
        var receiver = model.Kind == SerializableKind.Struct ? $"ref {model.Name} target" : $"{model.Name} target";
        if (member.Get == MemberAccess.Field || member.Set == MemberAccess.Field)
        {
            code.Line($"[{Attribute}({Kind}.Field, Name = \"{member.FieldName}\")]");
            code.Line($"private static extern ref {member.Type.Name} Field{member.Id}({receiver});");
            code.Line();
        }

        if (member.Get == MemberAccess.Method)
        {
            code.Line($"[{Attribute}({Kind}.Method, Name = \"get_{member.Name}\")]");
            code.Line($"private static extern {member.Type.Name} Get{member.Id}({receiver});");
            code.Line();
        }

        if (member.Set == MemberAccess.Method)
        {
            code.Line($"[{Attribute}({Kind}.Method, Name = \"set_{member.Name}\")]");
            code.Line($"private static extern void Set{member.Id}({receiver}, {member.Type.Name} value);");
            code.Line();
        }
    }

    private static string Receiver(SerializableModel model, string value, bool isReadOnly)
    {
        if (model.Kind != SerializableKind.Struct) return value;
        return isReadOnly ? $"ref {Unsafe}.AsRef(in {value})" : $"ref {value}";
    }

    private static string Escape(string name) => Parsing.Names.Escape(name);
}
