namespace Nola.CodeGenerator.Model;

/// <summary>An interface that calls can be addressed to.</summary>
/// <param name="Name">The fully qualified name, with type parameters.</param>
/// <param name="OpenName">The name for <c>typeof</c>: without the names of type parameters.</param>
/// <param name="ProxyNamespace">Where the proxy goes.</param>
/// <param name="ProxyName">The proxy's name, without type parameters.</param>
/// <param name="TypeParameters">Type parameters of the interface and the types around it.</param>
/// <param name="Methods">Methods the interface declares or inherits.</param>
/// <param name="Diagnostics">Findings; a proxy is still made where possible, so that one error does not cause
/// many.</param>
/// <param name="SeesInternals">Whether internal members of the base classes are visible where the code is
/// generated.</param>
internal sealed record InterfaceModel(
    string Name,
    string OpenName,
    string ProxyNamespace,
    string ProxyName,
    EquatableArray<TypeParameterModel> TypeParameters,
    EquatableArray<MethodModel> Methods,
    EquatableArray<DiagnosticModel> Diagnostics,
    bool SeesInternals,
    bool IsEmittable)
{
    public string FullProxyName => $"global::{ProxyNamespace}.{ProxyName}";
}

internal sealed record TypeParameterModel(string Name, string Constraints);

/// <summary>The kinds of requests, by what the method returns, and those of the application.</summary>
internal enum RequestKind
{
    Task,
    TaskOfResult,
    ValueTask,
    ValueTaskOfResult,
    Void,
    AsyncEnumerable,
    Custom,
}

/// <summary>A method of an interface.</summary>
/// <param name="RequestName">The name of its request class, unique within the proxy.</param>
/// <param name="DeclaringInterface">The interface whose member it is.</param>
/// <param name="AddressedInterface">The interface under which the runtime finds the request.</param>
/// <param name="IsOwn">Whether the manifest lists it under this interface.</param>
/// <param name="Custom">The application's own base of the request, where it has one.</param>
internal sealed record MethodModel(
    string Name,
    string RequestName,
    string DeclaringInterface,
    string AddressedInterface,
    bool IsOwn,
    uint Id,
    RequestKind Kind,
    string ReturnType,
    string? ResultType,
    bool ResultIsImmutable,
    string Options,
    long? ResponseTimeoutTicks,
    EquatableArray<TypeParameterModel> TypeParameters,
    EquatableArray<ParameterModel> Parameters,
    CustomRequestModel? Custom);

internal sealed record ParameterModel(
    TypeModel Type, bool IsImmutable, bool IsCancellationToken, bool IsGrainCancellationToken);

/// <summary>A type as generated code names it, and what is known of it at build time.</summary>
/// <param name="Name">The fully qualified name.</param>
/// <param name="ReadMethod">The reader's method where the type needs no codec, else null.</param>
/// <param name="EnumUnderlying">The underlying type of an enum, else null.</param>
/// <param name="IsImmutable">Whether values never need copying.</param>
internal sealed record TypeModel(string Name, string? ReadMethod, string? EnumUnderlying, bool IsImmutable);
