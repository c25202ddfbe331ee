using System.Text;
using Orleans.Serialization;

namespace Nola.Runtime.Serialization;

/// <summary>
/// Names of types on the wire: a registered name; <c>name&lt;arg,arg&gt;</c> for closed generics; <c>element[]</c> and
/// <c>element[,]</c> for arrays. A backslash precedes characters of that grammar that are part of a registered name.
/// </summary>
internal ref struct TypeNameParser(string text, Func<string, Type?> find)
{
    private const string Special = "<>,[]\\";

    // Deeper names can only be meant to exhaust something.
    private const int DepthMax = 16;
    private const int LengthMax = 4096;

    private readonly string _text = text;
    private readonly Func<string, Type?> _find = find;
    private int _position;
    private int _depth;

    public static void Append(StringBuilder name, Type type, Func<Type, string?> find)
    {
        if (type.IsArray)
        {
            Append(name, type.GetElementType()!, find);
            name.Append('[').Append(',', type.GetArrayRank() - 1).Append(']');
            return;
        }

        var definition = type.IsConstructedGenericType ? type.GetGenericTypeDefinition() : type;
        // A generic type may be registered closed, for instance by a converter.
        if (find(type) is { } closed)
        {
            AppendEscaped(name, closed);
            return;
        }

        AppendEscaped(name, find(definition)
            ?? throw new CodecNotFoundException($"There is no codec of {type}, so it has no name on the wire."));
        if (!type.IsConstructedGenericType) return;

        name.Append('<');
        foreach (var argument in type.GetGenericArguments())
        {
            if (name[^1] != '<') name.Append(',');
            Append(name, argument, find);
        }

        name.Append('>');
    }

    /// <summary>The type, or null where a part of the name is not registered or does not fit.</summary>
    public Type? Parse()
    {
        if (_text.Length > LengthMax) return null;

        var type = ParseType();
        return _position == _text.Length ? type : null;
    }

    private Type? ParseType()
    {
        if (++_depth > DepthMax) return null;

        var type = _find(ParseName());
        if (type is not null && TryTake('<')) type = Close(type);
        while (type is not null && TryTake('['))
        {
            var rank = 1;
            while (TryTake(',')) rank++;
            if (!TryTake(']') || rank > 32) return null;
            type = rank == 1 ? type.MakeArrayType() : type.MakeArrayType(rank);
        }

        _depth--;
        return type;
    }

    private Type? Close(Type definition)
    {
        var arguments = new List<Type>();
        do
        {
            if (ParseType() is not { } argument) return null;
            arguments.Add(argument);
        }
        while (TryTake(','));

        if (!TryTake('>') || !definition.IsGenericTypeDefinition) return null;
        if (definition.GetGenericArguments().Length != arguments.Count) return null;
        try
        {
            return definition.MakeGenericType([.. arguments]);
        }
        catch (ArgumentException)
        {
            // The arguments break a constraint.
            return null;
        }
    }

    private string ParseName()
    {
        var name = new StringBuilder();
        for (; _position < _text.Length; _position++)
        {
            var c = _text[_position];
            if (c == '\\' && _position + 1 < _text.Length) c = _text[++_position];
            else if (Special.Contains(c)) break;
            name.Append(c);
        }

        return name.ToString();
    }

    private bool TryTake(char c)
    {
        if (_position >= _text.Length || _text[_position] != c) return false;
        _position++;
        return true;
    }

    private static void AppendEscaped(StringBuilder name, string text)
    {
        foreach (var c in text)
        {
            if (Special.Contains(c)) name.Append('\\');
            name.Append(c);
        }
    }
}
