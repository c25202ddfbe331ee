using Microsoft.CodeAnalysis;
using Nola.CodeGenerator.Model;

namespace Nola.CodeGenerator.Parsing;

/// <summary>Turns an addressable interface into a model.</summary>
internal static class InterfaceParser
{
    private const string Addressable = "Orleans.Runtime.IAddressable";

    public static bool IsAddressable(INamedTypeSymbol type) =>
        type.TypeKind == TypeKind.Interface && TypeFacts.Implements(type, Addressable);

    public static InterfaceModel? Parse(
        INamedTypeSymbol type, IAssemblySymbol generatingAssembly, CancellationToken cancellationToken)
    {
        if (!IsAddressable(type)) return null;

        var findings = new List<DiagnosticModel>();
        var methods = new List<MethodModel>();
        foreach (var declaring in new[] { type }.Concat(type.AllInterfaces))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var isSelf = SymbolEqualityComparer.Default.Equals(declaring, type);
            var addressed = isSelf || IsAddressable(declaring) ? declaring : type;
            var isOwn = isSelf || !IsAddressable(declaring);
            foreach (var member in declaring.GetMembers())
            {
                AddMember(member, declaring, addressed, isOwn, isSelf ? findings : [], methods);
            }
        }

        CheckIds(type, methods, findings);
        CheckAliases(type, findings);
        var isAccessible = Names.IsAccessible(type);
        if (!isAccessible) findings
            .Add(DiagnosticModel.Create(Diagnostics.Inaccessible, Location(type), Names.Clr(type)));

        return new(
            Names.Full(type),
            Names.Open(type),
            Names.NamespaceFor(type),
            $"Proxy_{Names.Flat(type)}",
            Generics.Describe(Names.AllTypeParameters(type)),
            methods.ToEquatableArray(),
            findings.ToEquatableArray(),
            SeesInternals(type, generatingAssembly),
            isAccessible && findings.Count == 0 && !HasUnsupportedMembers(type));
    }

    // In the assembly of the base classes, and in its friends, overrides of protected internal members say so again.
    private static bool SeesInternals(INamedTypeSymbol type, IAssemblySymbol generatingAssembly)
    {
        var home = type.AllInterfaces.First(candidate => TypeFacts.Is(candidate, Addressable)).ContainingAssembly;
        return SymbolEqualityComparer.Default.Equals(home, generatingAssembly)
            || home.GivesAccessTo(generatingAssembly);
    }

    private static Location? Location(ISymbol symbol) => symbol.Locations.FirstOrDefault();

    private static bool IsRemote(IMethodSymbol method) =>
        method is { IsStatic: false, MethodKind: MethodKind.Ordinary } && (method.IsAbstract || method.IsVirtual)
        && method.ExplicitInterfaceImplementations.IsEmpty;

    // Found on a base interface in another assembly: it was reported there, and no proxy can be made here.
    private static bool HasUnsupportedMembers(INamedTypeSymbol type) =>
        type.AllInterfaces.Any(declaring => declaring.GetMembers().Any(member =>
            member is IPropertySymbol { IsStatic: false } or IEventSymbol { IsStatic: false }
            || (member is IMethodSymbol method && IsRemote(method)
                && ((Kind(method) is null && Custom(method) is null)
                    || method.Parameters.Any(parameter => parameter.RefKind != RefKind.None)))));

    private static void AddMember(
        ISymbol member,
        INamedTypeSymbol declaring,
        INamedTypeSymbol addressed,
        bool isOwn,
        List<DiagnosticModel> findings,
        List<MethodModel> methods)
    {
        if (member is IPropertySymbol { IsStatic: false } or IEventSymbol { IsStatic: false })
        {
            findings.Add(
                DiagnosticModel.Create(Diagnostics.InterfaceProperty, Location(member), member.ToDisplayString()));
            return;
        }

        if (member is not IMethodSymbol method || !IsRemote(method)) return;

        foreach (var parameter in method.Parameters.Where(parameter => parameter.RefKind != RefKind.None))
        {
            findings.Add(DiagnosticModel.Create(
                Diagnostics.ByReferenceParameter, Location(parameter), parameter.Name, method.ToDisplayString()));
        }

        if (method.Parameters.Count(parameter => IsToken(parameter.Type)) > 1)
        {
            findings.Add(DiagnosticModel.Create(
                Diagnostics.ManyCancellationTokens, Location(method), method.ToDisplayString()));
        }

        var custom = Custom(method);
        if ((custom is null ? Kind(method) : RequestKind.Custom) is not { } kind)
        {
            findings.Add(DiagnosticModel.Create(Diagnostics.ReturnType, Location(method), method.ToDisplayString()));
            return;
        }

        methods.Add(Describe(method, declaring, addressed, isOwn, kind, custom));
    }

    private static MethodModel Describe(
        IMethodSymbol method,
        INamedTypeSymbol declaring,
        INamedTypeSymbol addressed,
        bool isOwn,
        RequestKind kind,
        CustomRequestModel? custom)
    {
        var id = MethodId(method, declaring);
        var result = Kind(method)
            is RequestKind.TaskOfResult or RequestKind.ValueTaskOfResult or RequestKind.AsyncEnumerable
            ? ((INamedTypeSymbol)method.ReturnType).TypeArguments[0]
            : null;
        return new(
            method.Name,
            $"{method.Name}_{Names.StableHash(Names.Full(declaring) + "." + Signature(method)):X8}",
            Names.Full(declaring),
            Names.Full(addressed),
            isOwn,
            id,
            kind,
            Names.Full(method.ReturnType),
            result is null ? null : Names.Full(result),
            result is not null
                && (IsMarkedImmutable(method.GetReturnTypeAttributes()) || TypeFacts.IsImmutable(result)),
            Options(method, kind),
            ResponseTimeout(method),
            Generics.Describe(method.TypeParameters),
            method.Parameters.Select(Describe).ToEquatableArray(),
            custom);
    }

    private static ParameterModel Describe(IParameterSymbol parameter)
    {
        var type = TypeFacts.Describe(parameter.Type);
        return new(
            type,
            type.IsImmutable || IsMarkedImmutable(parameter.GetAttributes()),
            IsToken(parameter.Type),
            parameter.Type is INamedTypeSymbol named && TypeFacts.Is(named, "Orleans.GrainCancellationToken"));
    }

    private static bool IsToken(ITypeSymbol type) =>
        type is INamedTypeSymbol named && TypeFacts.Is(named, "System.Threading.CancellationToken");

    private static bool IsMarkedImmutable(IEnumerable<AttributeData> attributes) =>
        attributes.Any(attribute => TypeFacts.Is(attribute.AttributeClass, "Orleans.ImmutableAttribute"));

    // Without a method that sends the request, its outcome has to be what the runtime gives: a task.
    private static CustomRequestModel? Custom(IMethodSymbol method) =>
        CustomRequestParser.Parse(method) is { } custom
        && (custom.Initializer is not null
            || Kind(method) is RequestKind.Task or RequestKind.TaskOfResult
                or RequestKind.ValueTask or RequestKind.ValueTaskOfResult)
            ? custom
            : null;

    private static RequestKind? Kind(IMethodSymbol method)
    {
        if (method.ReturnsVoid) return RequestKind.Void;
        if (method.ReturnType is not INamedTypeSymbol type) return null;

        return Names.Clr(type.OriginalDefinition) switch
        {
            "System.Threading.Tasks.Task" => RequestKind.Task,
            "System.Threading.Tasks.Task`1" => RequestKind.TaskOfResult,
            "System.Threading.Tasks.ValueTask" => RequestKind.ValueTask,
            "System.Threading.Tasks.ValueTask`1" => RequestKind.ValueTaskOfResult,
            "System.Collections.Generic.IAsyncEnumerable`1" => RequestKind.AsyncEnumerable,
            _ => null,
        };
    }

    private static uint MethodId(IMethodSymbol method, INamedTypeSymbol declaring)
    {
        // A method of a base interface that has no code of its own is found under the interface that inherits it, which
        // may inherit other bases with such a name, and the same base with other type arguments as well.
        var scope = IsAddressable(declaring) ? "" : $"{Names.Full(declaring)}.";
        if (TypeFacts.FindAttribute(method, "Orleans.IdAttribute") is { } id
            && TypeFacts.Argument(id) is uint value)
        {
            return scope.Length == 0 ? value : Names.StableHash($"{scope}{value}");
        }


        if (TypeFacts.FindAttribute(method, "Orleans.AliasAttribute") is { } alias
            && TypeFacts.Argument(alias) is string name)
        {
            return Names.StableHash(scope + name);
        }

        return Names.StableHash(scope + Signature(scope.Length == 0 ? method.OriginalDefinition : method));
    }

    /// <summary>The signature without its cancellation token: adding or removing one keeps the method's id.</summary>
    private static string Signature(IMethodSymbol method)
    {
        var parameters = method.Parameters.Where(parameter => !IsToken(parameter.Type))
            .Select(parameter => Names.Full(parameter.Type));
        return $"{method.Name}`{method.Arity}({string.Join(",", parameters)})";
    }

    private static string Options(IMethodSymbol method, RequestKind kind)
    {
        var options = new List<string>();
        if (kind == RequestKind.Void || TypeFacts.HasAttribute(method, "Orleans.Concurrency.OneWayAttribute"))
        {
            options.Add("OneWay");
        }

        if (TypeFacts.HasAttribute(method, "Orleans.Concurrency.ReadOnlyAttribute")) options.Add("ReadOnly");
        if (TypeFacts.HasAttribute(method, "Orleans.Concurrency.AlwaysInterleaveAttribute")) options
            .Add("AlwaysInterleave");
        if (options.Count == 0) options.Add("None");
        return string
            .Join(" | ", options.Select(option => $"global::Orleans.CodeGeneration.InvokeMethodOptions.{option}"));
    }

    private static long? ResponseTimeout(IMethodSymbol method) =>
        TypeFacts.FindAttribute(method, "Orleans.ResponseTimeoutAttribute") is { } attribute
        && TypeFacts.Argument(attribute) is string text
        && TimeSpan.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var timeout)
            ? timeout.Ticks
            : null;

    private static void CheckIds(INamedTypeSymbol type, List<MethodModel> methods, List<DiagnosticModel> findings)
    {
        foreach (var clash in methods.Where(method => method.IsOwn).GroupBy(method => method.Id))
        {
            foreach (var method in clash.Skip(1))
            {
                findings.Add(
                    DiagnosticModel.Create(Diagnostics.MethodIdClash, Location(type), method.Name, Names.Clr(type)));
            }
        }
    }

    private static void CheckAliases(INamedTypeSymbol type, List<DiagnosticModel> findings)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var method in type.GetMembers().OfType<IMethodSymbol>())
        {
            if (TypeFacts.FindAttribute(method, "Orleans.AliasAttribute") is not { } alias) continue;
            if (TypeFacts.Argument(alias) is string name && !seen.Add(name))
            {
                findings.RemoveAll(finding => finding.Id == Diagnostics.MethodIdClash.Id);
                findings.Add(DiagnosticModel.Create(
                    Diagnostics.DuplicateAlias, Location(method), name, method.ToDisplayString()));
            }
        }
    }
}
