using ShopActors.TestKit;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace ShopActors.Cluster.Tests.Deploy;

/// <summary>Manifests as trees, with paths such as <c>spec/template/spec</c> into them.</summary>
internal static class Yaml
{
    public static string DeployPath(params string[] parts) => Path.Combine([RepositoryLayout.Root, "deploy", .. parts]);

    /// <summary>Every document of a file; merge keys are resolved as Compose does.</summary>
    public static IReadOnlyList<YamlNode> Documents(string path)
    {
        using var reader = File.OpenText(path);
        var stream = new YamlStream();
        stream.Load(new MergingParser(new Parser(reader)));
        return [.. stream.Documents.Select(document => document.RootNode)];
    }

    /// <summary>The node at a path, or null where it ends early.</summary>
    public static YamlNode? At(this YamlNode node, string path)
    {
        foreach (var part in path.Split('/'))
        {
            YamlNode? next = node switch
            {
                YamlMappingNode map when map.Children.TryGetValue(new YamlScalarNode(part), out var child) => child,
                YamlSequenceNode list when int.TryParse(part, out var index) && index < list.Children.Count =>
                    list.Children[index],
                _ => null,
            };
            if (next is null) return null;
            node = next;
        }

        return node;
    }

    public static string? Text(this YamlNode node, string path) => (node.At(path) as YamlScalarNode)?.Value;

    public static int Number(this YamlNode node, string path) =>
        int.Parse(node.Text(path) ?? throw new InvalidDataException($"No value at {path}."), provider: null);

    public static IEnumerable<YamlNode> Items(this YamlNode node, string path) =>
        (node.At(path) as YamlSequenceNode)?.Children ?? [];

    public static IEnumerable<string> Keys(this YamlNode node, string path) =>
        (node.At(path) as YamlMappingNode)?.Children.Keys.OfType<YamlScalarNode>().Select(key => key.Value!) ?? [];
}
