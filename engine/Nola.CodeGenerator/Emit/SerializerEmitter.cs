using Nola.CodeGenerator.Model;

namespace Nola.CodeGenerator.Emit;

/// <summary>Writes a type's codec and copier.</summary>
internal static class SerializerEmitter
{
    public static string Emit(SerializableModel model)
    {
        var code = new CodeWriter();
        code.Open($"namespace {model.CodeNamespace}");
        EmitCodec(code, model);
        if (!model.IsImmutable)
        {
            code.Line();
            EmitCopier(code, model);
        }

        code.Close();
        return code.ToString();
    }

    private static bool IsClass(SerializableModel model) => model.Kind == SerializableKind.Class;

    private static void EmitHooks(CodeWriter code, SerializableModel model)
    {
        for (var i = 0; i < model.Hooks.Count; i++)
        {
            var type = model.Hooks[i].TypeName;
            code.Line($"private {type} _hook{i};");
            code.Line($"private {type} Hook{i}(global::Orleans.Serialization.Serializers.CodecProvider codecs) =>");
            code.Indented($"_hook{i} ??= codecs.GetHook<{type}>();");
            code.Line();
        }
    }

    // A call of every hook that has the method; arguments by reference where the value is a struct.
    private static void CallHooks(
        CodeWriter code, SerializableModel model, string method, string codecs, string arguments)
    {
        for (var i = 0; i < model.Hooks.Count; i++)
        {
            if (model.Hooks[i].Methods.Contains(method)) code.Line($"Hook{i}({codecs}).{method}({arguments});");
        }
    }

    private static void EmitCodec(CodeWriter code, SerializableModel model)
    {
        var parameters = GeneratedCode.Parameters(model.TypeParameters);
        var codecBase = IsClass(model) ? "ObjectCodec" : "StructCodec";
        code.Line(GeneratedCode.Attributes);
        code.Open(
            $"internal sealed class Codec_{model.CodeName}{parameters} : "
            + $"global::Orleans.Serialization.{codecBase}<{model.Name}>"
            + GeneratedCode.Constraints(model.TypeParameters));
        EmitHooks(code, model);
        if (model.BaseName is { } baseName)
        {
            code.Line($"private global::Orleans.Serialization.ILevelCodec<{baseName}> _base;");
        }

        for (var i = 0; i < model.Members.Count; i++)
        {
            var type = model.Members[i].Type;
            if (type.ReadMethod is null) code
                .Line($"private global::Orleans.Serialization.FieldCodec<{type.Name}> _codec{i};");
        }

        code.Line();
        EmitCreate(code, model);
        EmitWriteFields(code, model);
        EmitReadFields(code, model);
        AccessorEmitter.Emit(code, model, isForCodec: true);
        code.Close();
    }

    private static void EmitCreate(CodeWriter code, SerializableModel model)
    {
        if (model.UsesActivator)
        {
            code.Line("protected override bool UsesActivator => true;");
            code.Line();
        }

        if (!IsClass(model)) return;

        if (!model.TracksReferences)
        {
            code.Line("protected override bool TracksReferences => false;");
            code.Line();
        }

        var expression = model.Construction switch
        {
            Construction.Constructor => $"new {model.Name}()",
            Construction.HiddenConstructor => "Construct()",
            Construction.Uninitialized =>
                $"({model.Name})global::System.Runtime.CompilerServices.RuntimeHelpers"
                + $".GetUninitializedObject(typeof({model.Name}))",
            _ => "throw new global::Orleans.Serialization.SerializerException("
                + $"\"An abstract type cannot be read: \" + typeof({model.Name}))",
        };
        code.Line($"protected override {model.Name} Create() => {expression};");
        code.Line();
    }

    private static void EmitWriteFields(CodeWriter code, SerializableModel model)
    {
        var modifier = IsClass(model) ? "" : "in ";
        code.Open(
            "public override void WriteFields(ref global::Orleans.Serialization.Buffers.Writer writer, "
            + $"{modifier}{model.Name} value)");
        const string Codecs = "writer.Session.Codecs";
        var hookArgument = HookArgument(code, model, "value", ["OnSerializing", "OnSerialized"]);
        CallHooks(code, model, "OnSerializing", Codecs, hookArgument);
        if (model.BaseName is { } baseName)
        {
            code.Line($"(_base ??= writer.Session.Codecs.GetLevelCodec<{baseName}>()).WriteFields(ref writer, value);");
            code.Line("writer.WriteEndOfLevel();");
        }

        for (var i = 0; i < model.Members.Count; i++)
        {
            var member = model.Members[i];
            var codec = $"(_codec{i} ??= writer.Session.GetCodec<{member.Type.Name}>())";
            code.Line(GeneratedCode.Write(member.Type, codec, member.Id, AccessorEmitter.Get(model, member, "value")));
        }

        CallHooks(code, model, "OnSerialized", Codecs, hookArgument);
        code.Close();
        code.Line();
    }

    private static string HookArgument(CodeWriter code, SerializableModel model, string value, string[] methods)
    {
        if (IsClass(model)) return value;
        if (model.Hooks.Any(hook => hook.Methods.Any(methods.Contains)))
        {
            code.Line($"ref var hooked = ref global::System.Runtime.CompilerServices.Unsafe.AsRef(in {value});");
        }

        return "ref hooked";
    }

    private static void EmitReadFields(CodeWriter code, SerializableModel model)
    {
        var modifier = IsClass(model) ? "" : "ref ";
        code.Open(
            "public override global::Orleans.Serialization.FieldHeader ReadFields("
            + $"ref global::Orleans.Serialization.Buffers.Reader reader, {modifier}{model.Name} value)");
        const string Codecs = "reader.Session.Codecs";
        CallHooks(code, model, "OnDeserializing", Codecs, modifier + "value");
        code.Line("global::Orleans.Serialization.FieldHeader header;");
        if (model.BaseName is { } baseName)
        {
            code.Line(
                $"header = (_base ??= reader.Session.Codecs.GetLevelCodec<{baseName}>())"
                + ".ReadFields(ref reader, value);");
            code.Open("if (!header.IsEndOfLevel)");
            CallHooks(code, model, "OnDeserialized", Codecs, modifier + "value");
            code.Line("return header;");
            code.Close();
        }

        code.Open("while (reader.TryReadFieldHeader(out header))");
        code.Open("switch (header.Id)");
        for (var i = 0; i < model.Members.Count; i++)
        {
            var member = model.Members[i];
            var read =
                GeneratedCode.Read(member.Type, $"(_codec{i} ??= reader.Session.GetCodec<{member.Type.Name}>())");
            code.Line($"case {member.Id}U: {AccessorEmitter.Set(model, member, "value", read)} break;");
        }

        code.Line("default: reader.Skip(header); break;");
        code.Close();
        code.Close();
        CallHooks(code, model, "OnDeserialized", Codecs, modifier + "value");
        code.Line("return header;");
        code.Close();
        code.Line();
    }

    private static void EmitCopier(CodeWriter code, SerializableModel model)
    {
        var parameters = GeneratedCode.Parameters(model.TypeParameters);
        var copierBase = IsClass(model) ? "ObjectCopier" : "ValueCopier";
        code.Line(GeneratedCode.Attributes);
        code.Open(
            $"internal sealed class Copier_{model.CodeName}{parameters} : "
            + $"global::Orleans.Serialization.Cloning.{copierBase}<{model.Name}>"
            + GeneratedCode.Constraints(model.TypeParameters));
        EmitHooks(code, model);
        if (model.BaseName is { } baseName)
        {
            code.Line($"private global::Orleans.Serialization.Cloning.IBaseCopier<{baseName}> _base;");
            code.Line();
        }

        if (IsClass(model)) EmitCreate(code, model);
        if (IsClass(model)) EmitCopyFields(code, model);
        else EmitCopyStruct(code, model);
        AccessorEmitter.Emit(code, model, isForCodec: false);
        code.Close();
    }

    private static void EmitCopyFields(CodeWriter code, SerializableModel model)
    {
        code.Open(
            $"public override void CopyFields({model.Name} source, {model.Name} target, "
            + "global::Orleans.Serialization.Cloning.CopyContext context)");
        CallHooks(code, model, "OnCopying", "context.Codecs", "source, target");
        if (model.BaseName is { } baseName)
        {
            code.Line($"(_base ??= context.Codecs.GetBaseCopier<{baseName}>()).DeepCopy(source, target, context);");
        }

        foreach (var member in model.Members)
        {
            var value = AccessorEmitter.Get(model, member, "source");
            if (!member.IsImmutable) value = $"context.Copy({value})";
            code.Line(AccessorEmitter.Set(model, member, "target", value));
        }

        CallHooks(code, model, "OnCopied", "context.Codecs", "source, target");
        code.Close();
        code.Line();
    }

    private static void EmitCopyStruct(CodeWriter code, SerializableModel model)
    {
        code.Open(
            $"public override {model.Name} Copy({model.Name} source, "
            + "global::Orleans.Serialization.Cloning.CopyContext context)");
        code.Line("var target = source;");
        CallHooks(code, model, "OnCopying", "context.Codecs", "ref source, ref target");
        foreach (var member in model.Members.Where(member => !member.IsImmutable))
        {
            var value = $"context.Copy({AccessorEmitter.Get(model, member, "source")})";
            code.Line(AccessorEmitter.Set(model, member, "target", value));
        }

        CallHooks(code, model, "OnCopied", "context.Codecs", "ref source, ref target");
        code.Line("return target;");
        code.Close();
        code.Line();
    }
}
