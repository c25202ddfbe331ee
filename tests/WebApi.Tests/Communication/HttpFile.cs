using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ShopActors.WebApi.Tests.Communication;

/// <summary>
/// Requests of an <c>.http</c> file, with the variables that editors know: <c>@name = value</c>, <c>{{name}}</c>,
/// <c>{{$guid}}</c>, and what an earlier request with a <c># @name</c> was answered.
/// </summary>
internal sealed partial class HttpFile
{
    private readonly Dictionary<string, string> _variables = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JsonNode> _answers = new(StringComparer.Ordinal);
    private readonly string[] _parts;

    public HttpFile(string text, params (string Name, string Value)[] values)
    {
        _parts = Separator().Split(text.ReplaceLineEndings("\n"));
        foreach (Match variable in Variable().Matches(_parts[0]))
        {
            _variables[variable.Groups[1].Value] = variable.Groups[2].Value.Trim();
        }

        foreach (var (name, value) in values)
        {
            Assert.True(_variables.ContainsKey(name), $"The file has no @{name}.");
            _variables[name] = value;
        }
    }

    /// <summary>Sends every request and returns their titles and answers.</summary>
    public async IAsyncEnumerable<(string Title, Answer Answer)> SendAsync(Visitor visitor)
    {
        foreach (var part in _parts.Skip(1))
        {
            var lines = part.Split('\n');
            var name = lines.Select(line => Name().Match(line)).FirstOrDefault(match => match.Success)?.Groups[1].Value;
            var request = lines.Skip(1).SkipWhile(line => line.StartsWith('#')).ToArray();
            var head = request.TakeWhile(line => line.Length > 0).Select(Fill).ToArray();
            var body = string.Join('\n', request.Skip(head.Length).Select(Fill)).Trim();
            var (method, url) = (head[0].Split(' ')[0], new Uri(head[0].Split(' ')[1]));
            var answer = await visitor.SendRawAsync(
                HttpMethod.Parse(method), url.PathAndQuery, body.Length == 0 ? null : body,
                [.. head.Skip(1).Select(line => line.Split(": ", 2))
                    .Where(header => header[0] != "Content-Type").Select(header => (header[0], header[1]))]);
            if (name is not null) _answers[name] = answer.Json;
            yield return (lines[0].Trim(), answer);
        }
    }

    private string Fill(string line) => Place().Replace(line, match => Value(match.Groups[1].Value));

    private string Value(string expression)
    {
        if (expression == "$guid") return Guid.NewGuid().ToString();
        if (_variables.TryGetValue(expression, out var value)) return value;
        var path = expression.Split(".response.body.$");
        Assert.True(path.Length == 2 && _answers.ContainsKey(path[0]), $"{{{{{expression}}}}} has no value.");
        var node = Member().Matches(path[1]).Aggregate(
            _answers[path[0]],
            (node, member) => member.Groups["index"] is { Success: true } index
                ? node[int.Parse(index.Value, System.Globalization.CultureInfo.InvariantCulture)]!
                : node[member.Groups["name"].Value]!);
        return (string)node!;
    }

    [GeneratedRegex("^### ", RegexOptions.Multiline)]
    private static partial Regex Separator();

    [GeneratedRegex("^@([A-Za-z]+) = (.*)$", RegexOptions.Multiline)]
    private static partial Regex Variable();

    [GeneratedRegex("^# @name ([A-Za-z]+)$")]
    private static partial Regex Name();

    [GeneratedRegex(@"\{\{([^{}]+)\}\}")]
    private static partial Regex Place();

    [GeneratedRegex(@"\.(?<name>[A-Za-z]+)|\[(?<index>[0-9]+)\]")]
    private static partial Regex Member();
}
