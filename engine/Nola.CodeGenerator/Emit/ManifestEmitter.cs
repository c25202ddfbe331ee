using System.Collections.Immutable;
using Nola.CodeGenerator.Model;

namespace Nola.CodeGenerator.Emit;

/// <summary>What the manifest of an assembly lists.</summary>
internal sealed record ManifestContent(
    AssemblyModel Assembly,
    ImmutableArray<InterfaceEntry> Interfaces,
    ImmutableArray<SerializerEntry> Serializers,
    ImmutableArray<string> GrainClasses,
    ImmutableArray<string> Converters,
    ImmutableArray<string> Registered)
{
    public bool IsEmpty => Interfaces.IsEmpty && Serializers.IsEmpty && GrainClasses.IsEmpty && Converters.IsEmpty
        && Registered.IsEmpty && Assembly.Parts.Count == 0;
}

/// <summary>The part of an interface's model that the manifest shows: an edited parameter leaves it as it is.</summary>
internal sealed record InterfaceEntry(
    string OpenName,
    string FullProxyName,
    int TypeParameterCount,
    EquatableArray<MethodEntry> Methods)
{
    public static InterfaceEntry From(InterfaceModel model) =>
        new(
            model.OpenName,
            model.FullProxyName,
            model.TypeParameters.Count,
            model.Methods.Where(method => method.IsOwn)
                .Select(
                    method => new MethodEntry(method.Id, method.Name, method.RequestName, method.TypeParameters.Count))
                .ToEquatableArray());
}

internal sealed record MethodEntry(uint Id, string Name, string RequestName, int TypeParameterCount);

/// <summary>The part of a serializable type's model that the manifest shows.</summary>
internal sealed record SerializerEntry(
    string Name,
    string OpenName,
    string WireName,
    string CodecName,
    string? CopierName,
    int TypeParameterCount,
    bool IsEnum)
{
    public static SerializerEntry From(SerializableModel model) =>
        new(
            model.Name,
            model.OpenName,
            model.WireName,
            model.FullCodecName,
            model.IsImmutable ? null : model.FullCopierName,
            model.TypeParameters.Count,
            model.Kind == SerializableKind.Enum);
}

/// <summary>Writes the manifest and the module initializer that announces it.</summary>
internal static class ManifestEmitter
{
    public static string Emit(ManifestContent content)
    {
        var code = new CodeWriter();
        var name = string.Concat(content.Assembly.Name.Select(c => char.IsLetterOrDigit(c) ? c : '_'));
        code.Line($"[assembly: global::Orleans.ApplicationPart({Parsing.Names.Literal(content.Assembly.Name)})]");
        foreach (var part in content.Assembly.Parts)
        {
            code.Line($"[assembly: global::Orleans.ApplicationPart({Parsing.Names.Literal(part)})]");
        }

        code.Line();
        code.Open("namespace " + Parsing.Names.CodeNamespace);
        code.Line(GeneratedCode.Attributes);
        code.Open($"internal static class Manifest_{name}");
        code.Line("[global::System.Runtime.CompilerServices.ModuleInitializer]");
        code.Open("internal static void Register()");
        code.Line(
            "var manifest = new global::Orleans.CodeGeneration.GeneratedManifest("
            + $"typeof(Manifest_{name}).Assembly);");
        code.Line("AddSerializers(manifest);");
        code.Line("AddInterfaces(manifest);");
        code.Line("AddClasses(manifest);");
        code.Line("global::Orleans.CodeGeneration.GeneratedManifests.Add(manifest);");
        code.Close();
        EmitList(code, "AddSerializers", content.Serializers, EmitSerializer);
        EmitList(code, "AddInterfaces", content.Interfaces, EmitInterface);
        var classes = content.GrainClasses.Select(type => $"manifest.AddGrainClass({type});")
            .Concat(content.Converters.Select(type => $"manifest.AddConverter({type});"))
            .Concat(content.Registered.Select(type => $"manifest.AddRegistered({type});"));
        EmitList(code, "AddClasses", classes, static (writer, line) => writer.Line(line));
        code.Close();
        code.Close();
        return code.ToString();
    }

    private static void EmitList<T>(CodeWriter code, string name, IEnumerable<T> items, Action<CodeWriter, T> emit)
    {
        code.Line();
        code.Open($"private static void {name}(global::Orleans.CodeGeneration.GeneratedManifest manifest)");
        foreach (var item in items)
        {
            emit(code, item);
        }

        code.Close();
    }

    private static void EmitSerializer(CodeWriter code, SerializerEntry entry)
    {
        var wireName = Parsing.Names.Literal(entry.WireName);
        code.Line("manifest.AddSerializer(");
        code.Indented($"typeof({entry.OpenName}),");
        code.Indented($"{wireName},");
        if (entry.IsEnum && entry.TypeParameterCount == 0)
        {
            var codec = $"global::Orleans.Serialization.EnumCodec<{entry.Name}>";
            code.Indented($"typeof({codec}),");
            code.Indented("null,");
            code.Indented($"static () => new {codec}());");
            return;
        }

        var open = GeneratedCode.OpenParameters(entry.TypeParameterCount);
        var copier = entry.CopierName is { } name ? $"typeof({name}{open})" : "null";
        code.Indented($"typeof({entry.CodecName}{open}),");
        if (entry.TypeParameterCount > 0)
        {
            code.Indented($"{copier});");
            return;
        }

        code.Indented($"{copier},");
        code.Indented($"static () => new {entry.CodecName}(){(entry.CopierName is null ? ");" : ",")}");
        if (entry.CopierName is not null) code.Indented($"static () => new {entry.CopierName}());");
    }

    private static void EmitInterface(CodeWriter code, InterfaceEntry entry)
    {
        var open = GeneratedCode.OpenParameters(entry.TypeParameterCount);
        var isGeneric = entry.TypeParameterCount > 0;
        code.Line("manifest.AddInterface(");
        code.Indented($"typeof({entry.OpenName}),");
        code.Indented($"typeof({entry.FullProxyName}{open}),");
        code.Indented(isGeneric ? "null" : $"static (shared, key) => new {entry.FullProxyName}(shared, key)");
        foreach (var method in entry.Methods)
        {
            var request =
                $"{entry.FullProxyName}{open}.{method.RequestName}"
                + GeneratedCode.OpenParameters(method.TypeParameterCount);
            var rent = isGeneric || method.TypeParameterCount > 0 ? "null" : $"static () => {request}.Take()";
            code.Indented(
                $", new global::Orleans.CodeGeneration.GeneratedMethod("
                + $"{method.Id}U, \"{method.Name}\", typeof({request}), {rent})");
        }

        code.Indented(");");
    }
}
