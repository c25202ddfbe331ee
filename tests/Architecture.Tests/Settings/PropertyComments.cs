using System.Collections.Frozen;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace ShopActors.Architecture.Tests.Settings;

/// <summary>The documentation comments of classes and their properties, read from the sources.</summary>
internal static partial class PropertyComments
{
    private static readonly FrozenDictionary<string, SourceFile> Files = Repository.CSharpFiles
        .Where(file => file.IsIn("src"))
        .GroupBy(file => Path.GetFileNameWithoutExtension(file.Path), StringComparer.Ordinal)
        .ToFrozenDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);

    /// <summary>What a class stands for.</summary>
    public static string OfClass(Type type) =>
        Member(Read(type, line => Regex.IsMatch(line, $@"\bclass {type.Name}\b")), "summary");

    /// <summary>A property's meaning and default.</summary>
    public static (string Summary, string Default) Of(PropertyInfo property)
    {
        var comment = Read(
            property.DeclaringType!,
            line => Regex.IsMatch(line, $@"^\s*public [^=(]*\b{property.Name} \{{"));
        var value = Member(comment, "value");
        value = value.StartsWith("Default: ", StringComparison.Ordinal) ? value["Default: ".Length..] : value;
        return (Member(comment, "summary"), value.TrimEnd('.'));
    }

    /// <summary>The comment above the first line of the class's source that is meant.</summary>
    private static XElement Read(Type type, Predicate<string> isMeant)
    {
        // A small class may share the file of the one that uses it.
        var file = Files.GetValueOrDefault(type.Name) ?? Files.Values.First(
            candidate => candidate.Lines.Any(line => Regex.IsMatch(line, $@"\bclass {type.Name}\b")));
        var start = Array.FindIndex(file.Lines, line => Regex.IsMatch(line, $@"\bclass {type.Name}\b"));
        var at = isMeant(file.Lines[start]) ? start : Array.FindIndex(file.Lines, start, isMeant);
        Assert.True(at >= 0, $"{type.Name}: a setting is not found in {file.Path}");
        var comment = file.Lines.Take(at).Reverse()
            .TakeWhile(line => Decoration().IsMatch(line))
            .Where(line => line.TrimStart().StartsWith("///", StringComparison.Ordinal))
            .Reverse().Select(line => line.TrimStart().TrimStart('/').Trim());
        return XElement.Parse($"<comment>{string.Join(' ', comment)}</comment>");
    }

    private static string Member(XElement comment, string name) =>
        comment.Element(name) is { } element
            ? Spaces().Replace(string.Concat(element.Nodes().Select(Markdown)), " ").Trim()
            : "";

    private static string Markdown(XNode node) => node switch
    {
        XText text => text.Value.Replace("|", "\\|", StringComparison.Ordinal),
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement { Name.LocalName: "see" or "paramref" } reference =>
            $"`{(reference.Attribute("cref") ?? reference.Attribute("langword"))!.Value.Split('.', '(')[^1]}`",
        XElement other => string.Concat(other.Nodes().Select(Markdown)),
        _ => "",
    };

    [GeneratedRegex(@"^\s*(///|\[)|^\s+(typeof|ErrorMessage)")]
    private static partial Regex Decoration();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
